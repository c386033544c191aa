using System.Globalization;
using System.Text.Json;
using Chimera.Documents.Toml;
using Chimera.Tests.Common;

namespace Chimera.Documents.Tests.Toml;

/// <summary>The official suite of TOML, https://github.com/toml-lang/toml-test: every file it lists for a version.</summary>
public sealed class OfficialTomlSuiteTests
{
    [Theory]
    [InlineData(TomlVersion.V10, "files-toml-1.0.0")]
    [InlineData(TomlVersion.V11, "files-toml-1.1.0")]
    public void Every_valid_file_means_what_the_suite_says_and_every_invalid_one_has_a_problem(TomlVersion version, string list)
    {
        var folder = Beside.Folder("toml-test");
        List<string> wrong = [];
        var read = 0;
        foreach (var file in File.ReadLines(Path.Combine(folder, list)).Where(line => line.EndsWith(".toml", StringComparison.Ordinal)))
        {
            var document = TomlDocument.Parse(SourceFile.Decode(file, File.ReadAllBytes(Path.Combine(folder, file))), version);
            var isValid = file.StartsWith("valid/", StringComparison.Ordinal);
            read++;
            if (isValid != document.Problems.IsEmpty)
                wrong.Add($"{file}: {document.Problems.FirstOrDefault()}");
            else if (isValid && !Means(document.Root, Expected(Path.Combine(folder, Path.ChangeExtension(file, ".json")))))
                wrong.Add($"{file}: other values");
            if (string.Concat(document.Items.Select(item => document.Source.Text.Substring(item.Span.Start, item.Span.Length))) != document.Source.Text)
                wrong.Add($"{file}: not all of the text");
        }

        Assert.Empty(wrong);
        Assert.True(read > 600, $"only {read} files were listed");
    }

    private static JsonElement Expected(string path) => JsonDocument.Parse(File.ReadAllBytes(path)).RootElement;

    private static bool Means(TomlValue value, JsonElement expected) => value switch
    {
        TomlTable table => expected.ValueKind is JsonValueKind.Object && table.Entries.Count == expected.EnumerateObject().Count()
            && table.Entries.All(entry => expected.TryGetProperty(entry.Key, out var one) && Means(entry.Value, one)),
        TomlArray array => expected.ValueKind is JsonValueKind.Array && array.Items.Count == expected.GetArrayLength()
            && array.Items.Zip(expected.EnumerateArray()).All(pair => Means(pair.First, pair.Second)),
        _ => expected.ValueKind is JsonValueKind.Object && IsScalar(value, expected.GetProperty("type").GetString()!, expected.GetProperty("value").GetString()!),
    };

    private static bool IsScalar(TomlValue value, string type, string text) => (type, value) switch
    {
        ("string", TomlValue.String one) => one.Text.ReplaceLineEndings("\n") == text.ReplaceLineEndings("\n"),
        ("integer", TomlValue.Integer one) => one.Number.ToString(CultureInfo.InvariantCulture) == text,
        ("bool", TomlValue.Boolean one) => one.IsTrue == (text == "true"),
        ("float", TomlValue.Float one) => one.Number.Equals(Number(text)),
        ("datetime", TomlValue.OffsetDateTime one) => Instant($"{one.Day}T{one.Time}") - TimeSpan.FromMinutes(one.OffsetMinutes) == Instant(text),
        ("datetime-local", TomlValue.LocalDateTime one) => Instant($"{one.Day}T{one.Time}") == Instant(text),
        ("date-local", TomlValue.LocalDate one) => one.Day.ToString() == text,
        ("time-local", TomlValue.LocalTime one) => Instant($"2000-01-01T{one.Time}") == Instant($"2000-01-01T{text}"),
        _ => false,
    };

    private static double Number(string text) => text switch
    {
        "inf" or "+inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        "nan" => double.NaN,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };

    private static DateTime Instant(string text) =>
        DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal);
}
