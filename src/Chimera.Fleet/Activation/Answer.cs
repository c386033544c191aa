using System.Collections.Immutable;

namespace Chimera.Fleet.Activation;

/// <summary>What an operation printed: lines of <c>key value</c>, in their order. Anything else is no answer.</summary>
internal sealed record Answer(ImmutableArray<KeyValuePair<string, string>> Lines)
{
    /// <summary>Null unless every line is whole and has a key that the operation may use; keys in <paramref name="once"/> may come once.</summary>
    public static Answer? Read(string output, IReadOnlySet<string> once, IReadOnlySet<string> often)
    {
        if (output.Length > 0 && output[^1] != '\n')
        {
            return null;
        }

        var lines = ImmutableArray.CreateBuilder<KeyValuePair<string, string>>();
        HashSet<string> seen = [];
        foreach (var line in output.Split('\n')[..^1])
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            var key = space < 0 ? line : line[..space];
            if (!(often.Contains(key) || (once.Contains(key) && seen.Add(key))))
            {
                return null;
            }

            lines.Add(new(key, space < 0 ? "" : line[(space + 1)..]));
        }

        return new Answer(lines.ToImmutable());
    }

    public string? One(string key) => Lines.FirstOrDefault(line => line.Key == key).Value;

    public IEnumerable<string> All(string key) => Lines.Where(line => line.Key == key).Select(line => line.Value);
}
