using Chimera.Documents.Toml;

namespace Chimera.Documents.Tests.Toml;

internal static class TomlText
{
    public static TomlDocument Read(string text, TomlVersion version = TomlVersion.V11) => TomlDocument.Parse(new SourceFile("site.toml", text), version);

    /// <summary>A document without problems.</summary>
    public static TomlDocument Clean(string text, TomlVersion version = TomlVersion.V11)
    {
        var document = Read(text, version);
        Assert.Empty(document.Problems);
        return document;
    }

    /// <summary>Items put together again.</summary>
    public static string Together(TomlDocument document) =>
        string.Concat(document.Items.Select(item => document.Source.Text.Substring(item.Span.Start, item.Span.Length)));

    /// <summary>What a value means, on one line; places left out.</summary>
    public static string Meaning(TomlValue value) => value switch
    {
        TomlTable table => $"{{{string.Join(",", table.Entries.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{entry.Key}:{Meaning(entry.Value)}"))}}}",
        TomlArray array => $"[{string.Join(",", array.Items.Select(Meaning))}]",
        TomlValue.String one => TomlLiteral.Text(one.Text),
        TomlValue.Integer one => TomlLiteral.Integer(one.Number),
        TomlValue.Float one => one.Number.ToString("R", System.Globalization.CultureInfo.InvariantCulture),
        TomlValue.Boolean one => TomlLiteral.Boolean(one.IsTrue),
        TomlValue.OffsetDateTime one => $"{one.Day}T{one.Time}{one.OffsetMinutes:+0;-0}",
        TomlValue.LocalDateTime one => $"{one.Day}T{one.Time}",
        TomlValue.LocalDate one => $"{one.Day}",
        TomlValue.LocalTime one => $"{one.Time}",
        _ => "?",
    };

    public static string Meaning(string text, TomlVersion version = TomlVersion.V11) => Meaning(Clean(text, version).Root);

    public static string Written(TomlDocument document, TextSpan span) => document.Source.Text.Substring(span.Start, span.Length);
}
