using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using Chimera.Documents.Yaml;
using Chimera.Sites.Render.Blueprints;

namespace Chimera.Sites.Render.Checks;

/// <summary>What a value was surely meant to be; null wherever there is a doubt.</summary>
internal static class Replacement
{
    private static readonly FrozenDictionary<string, string> Synonyms = new Dictionary<string, string>
    {
        ["nodejs"] = "node", ["javascript"] = "node", ["python3"] = "python", ["golang"] = "go", ["staticsite"] = "static",
        ["background"] = "worker", ["privateservice"] = "pserv", ["cronjob"] = "cron",
    }.ToFrozenDictionary();

    /// <summary>The one word that is written like this but for letter case and what stands between its parts.</summary>
    public static string? Word(string written, ImmutableArray<string> allowed)
    {
        var bare = Bare(written);
        return allowed.FirstOrDefault(word => Bare(word) == bare)
            ?? (Synonyms.TryGetValue(bare, out var other) && allowed.Contains(other) ? other : null);
    }

    /// <summary>A value of the right type, as it is to stand in the file.</summary>
    public static string? Value(YamlNode node, Shape expected) => (expected, node) switch
    {
        (Shape.Text or Shape.TextOrNumber, YamlNode.Scalar { Type: YamlType.Boolean or YamlType.Number, Plain: true } scalar) =>
            $"\"{scalar.Text}\"",
        (Shape.Word word, YamlNode.Scalar { Type: YamlType.Boolean or YamlType.Number, Plain: true } scalar) when word.Allowed.Contains(
            scalar.Text) => $"\"{scalar.Text}\"",
        (Shape.Flag, YamlNode.Scalar { Type: YamlType.Text } text) => text.Text.ToLowerInvariant() switch
        {
            "true" or "yes" or "on" => "true",
            "false" or "no" or "off" => "false",
            _ => null,
        },
        (Shape.Whole whole, YamlNode.Scalar { Type: YamlType.Text } text)
            when int.TryParse(text.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= whole.Least
                && number <= whole.Most =>
            number.ToString(CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>A path that lacks nothing but its slash.</summary>
    public static string? Path(string written)
    {
        var first = written.Split('/')[0];
        var isHost = first.Contains('.', StringComparison.Ordinal) && !written.EndsWith(".html", StringComparison.Ordinal);
        return written.Length == 0 || first.Length == 0 || isHost || written.AsSpan().IndexOfAny(" :\\") >= 0 || written.StartsWith('*')
            ? null : "/" + written;
    }

    public static string Bare(string word) => string.Concat(word.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
