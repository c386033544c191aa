using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Chimera.Documents;
using Chimera.Sites.Folder;
using Chimera.Sites.Render.Blueprints;
using Chimera.Tests.Common;

namespace Chimera.Sites.Tests.Render;

/// <summary>Real Blueprints, and what the schema's validator said of them.</summary>
public sealed class RenderCorpusTests
{
    [Theory]
    [InlineData("head")]
    [InlineData("history")]
    public void The_schema_takes_the_real_files_that_its_validator_takes(string part)
    {
        var corpus = Beside.Folder("corpus");
        var expected = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var actual = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var record in Records(Path.Combine(corpus, "golden", $"render.{part}.ndjson.gz")))
        {
            var name = record["file"]!.GetValue<string>();
            expected[name] = record["yamlError"] is null ? record["valid"]!.GetValue<bool>() ? "valid" : "invalid" : "not YAML";
            var verdict = BlueprintVerdict.Of(File(corpus, name), TestContext.Current.CancellationToken);
            actual[name] = !verdict.IsYaml ? "not YAML" : verdict.Strict ? "valid" : "invalid";
        }

        Assert.NotEmpty(expected);
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void Every_real_file_is_healed_once_and_keeps_its_comments()
    {
        var corpus = Beside.Folder("corpus");
        foreach (var name in Records(Path.Combine(corpus, "golden", "render.head.ndjson.gz")).Select(
            record => record["file"]!.GetValue<string>()))
        {
            var before = File(corpus, name).Text;
            var healed = RenderSite.Heal(before);

            Assert.Equal(healed, RenderSite.Heal(healed));
            Assert.All(Comments(before), comment => Assert.Contains(comment, healed, StringComparison.Ordinal));
            Assert.True(!IsTaken(before) || IsTaken(healed), name);
        }
    }

    [Fact]
    public void Of_the_real_broken_files_all_that_a_machine_can_repair_are_repaired()
    {
        var corpus = Beside.Folder("corpus");
        var pairs = System.IO.File.ReadLines(Path.Combine(corpus, "heal-pairs.tsv")).Select(line => line.Split('\t')).Where(
            row => row[0] == "render").ToArray();
        var broken = pairs.Select(row => row[1]).Where(name => !IsTaken(RenderSite.Heal(File(corpus, name).Text)));

        Assert.NotEmpty(pairs);
        Assert.Empty(broken);
    }

    private static bool IsTaken(string text) =>
        BlueprintVerdict.Of(new SourceFile("render.yaml", text), TestContext.Current.CancellationToken).Strict;

    private static SourceFile File(string corpus, string name) =>
        SourceFile.Decode("render.yaml", System.IO.File.ReadAllBytes(Path.Combine(corpus, name)));

    private static IEnumerable<string> Comments(string text) =>
        text.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith('#') && line.Length > 1);

    private static IEnumerable<JsonNode> Records(string file)
    {
        using var reader = new StreamReader(new GZipStream(System.IO.File.OpenRead(file), CompressionMode.Decompress), Encoding.UTF8);
        while (reader.ReadLine() is { } line)
            yield return JsonNode.Parse(line)!;
    }
}
