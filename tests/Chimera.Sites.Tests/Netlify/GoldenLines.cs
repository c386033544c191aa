using System.IO.Compression;
using System.Text.Json.Nodes;
using Chimera.Tests.Common;

namespace Chimera.Sites.Tests.Netlify;

/// <summary>What the platform's own parsers made of real files.</summary>
internal static class GoldenLines
{
    public static IEnumerable<(string File, JsonObject Expected)> Of(string name)
    {
        var corpus = Beside.Folder("corpus");
        using var reader =
            new StreamReader(new GZipStream(File.OpenRead(Path.Combine(corpus, "golden", name)), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            var site = JsonNode.Parse(line)!.AsObject();
            yield return (Path.Combine(corpus, site["file"]!.GetValue<string>()), site);
        }
    }

    public static IEnumerable<(JsonObject Case, JsonObject Result)> Cases()
    {
        var golden = JsonNode.Parse(File.ReadAllText(Path.Combine(Beside.Folder("oracle"), "conformance", "golden.json")))!;
        foreach (var one in golden["cases"]!.AsArray())
        {
            foreach (var (_, result) in one!["results"]!.AsObject())
            {
                yield return (one.AsObject(), result!.AsObject());
            }
        }
    }
}
