using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Chimera.Engine.Truth.Documents;

internal sealed class AlternativesShape<T>(ImmutableArray<(string Key, Shape<T> Shape)> cases) : Shape<T>
{
    public override Schema Schema => new Schema.Alternatives([.. cases.Select(one => one.Shape.Schema)]);

    public override bool TryRead(Node node, Reading reading, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        string[] keys = [.. cases.Select(one => one.Key)];
        if (node is not MapNode map)
        {
            reading.WrongType(node, "a map", $"write a map with one of {Wording.Either(keys)}");
            return false;
        }

        var present = map.Entries.Where(entry => keys.Contains(entry.Key)).ToArray();
        switch (present.Length)
        {
            case 1:
                return cases.First(one => one.Key == present[0].Key).Shape.TryRead(node, reading, out value);
            case 0:
                ReportNone(map, keys, reading);
                return false;
            default:
                var names = Wording.Both([.. present.Select(entry => entry.Key)]);
                reading.Error(
                    "truth.conflicting-keys", present[1].KeyPlace, $"{reading.Subject} has {names}", "make them entries of their own");
                return false;
        }
    }

    private static void ReportNone(MapNode map, string[] keys, Reading reading)
    {
        var meant = map.Entries
            .Select(entry => (entry, Near: Nearest.To(entry.Key, keys)))
            .FirstOrDefault(pair => pair.Near is not null);
        if (meant.Near is not null)
        {
            reading.Error(
                "truth.unknown-key", meant.entry.KeyPlace, $"{reading.Under(meant.entry.Key).Path} is not a known key",
                $"did you mean '{meant.Near}'?");
            return;
        }

        var either = Wording.Either(keys);
        reading.Error("truth.missing-key", map.Place, $"{reading.Subject} has none of {either}", $"add exactly one of {either}");
    }
}
