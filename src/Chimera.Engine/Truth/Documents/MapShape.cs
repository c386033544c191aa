using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Chimera.Engine.Truth.Documents;

internal sealed class MapShape<T>(string keyNoun, ScalarShape<string> key, Shape<T> value) : Shape<Table<T>>
{
    public override Schema Schema => new Schema.Map(keyNoun, ((Schema.Text)key.Schema).Pattern ?? "", value.Schema);

    public override bool TryRead(Node node, Reading reading, [MaybeNullWhen(false)] out Table<T> value)
    {
        value = null;
        if (node is not MapNode map)
        {
            reading.WrongType(node, "a map", $"write one '{keyNoun}: …' per line, or {{}} for none");
            return false;
        }

        var entries = ImmutableArray.CreateBuilder<Named<T>>();
        var broken = ImmutableHashSet.CreateBuilder<string>();
        foreach (var entry in map.Entries)
        {
            var under = reading.Under(entry.Key);
            var named = key.TryRead(entry.Key, entry.KeyPlace, under, out _);
            if (ReadValue(entry.Value, under, out var read) && named)
                entries.Add(new Named<T>(entry.Key, entry.KeyPlace, read));
            else
                broken.Add(entry.Key);
        }

        value = new Table<T>(entries.ToImmutable(), broken.ToImmutable());
        return true;
    }

    private bool ReadValue(Node node, Reading reading, [MaybeNullWhen(false)] out T read) => value.TryRead(node, reading, out read);
}
