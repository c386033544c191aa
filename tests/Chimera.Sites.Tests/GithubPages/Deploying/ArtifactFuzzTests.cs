using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Chimera.Sites.GithubPages.Deploying.Workflow;
using Chimera.Sites.Publishing.Http;
using Chimera.Tests.Common.Fuzzing;

namespace Chimera.Sites.Tests.GithubPages.Deploying;

/// <summary>What GitHub hands out as an artifact, and what its lists say: anything, until it was held against the release.</summary>
public sealed class ArtifactFuzzTests
{
    private static readonly Sites.Publishing.Release Release = WorkflowBench.ReleaseOf("one");
    private static readonly ArtifactTree Tree = ArtifactTree.Of(Release).Value!;
    private static readonly byte[] Tar = WorkflowBench.TarOf(Release);

    [Fact]
    public void A_tar_is_the_release_or_it_is_refused_or_it_is_none() =>
        Fuzzer.Run(new FuzzTarget("artifact-tars", [Tar], tar => Judge(Zipped(tar))).With("ustar  \0", "./page1.html", "../", "00000000000", "77777777777", "\0", "L", "x", "g", "2"), 1500);

    [Fact]
    public void A_zip_holds_the_release_or_it_is_refused_or_it_is_none() =>
        Fuzzer.Run(new FuzzTarget("artifact-zips", [Zipped(Tar)], Judge).With("PK\u0001\u0002", "PK\u0003\u0004", "PK\u0005\u0006", "artifact.tar", "\0\0\0\0"), 1500);

    [Fact]
    public void A_deployment_in_a_list_is_read_or_it_is_none() => Fuzzer.Run(
        FuzzTarget.Text(
            "pages-records",
            [$$$"""{"id":7,"task":"chimera","created_at":"2026-01-02T03:04:05Z","payload":{"generation":"{{{Release.Generation}}}","artifact":"12"}}"""],
            text => Parsed(text) is { } node && PagesRecord.Read(node) is { Artifact: { } artifact } && !artifact.All(char.IsAsciiDigit) ? "an id that is none" : null)
            .With("\"task\"", "\"payload\"", "\"generation\"", "\"artifact\"", "null", "{}", "[]", "-1", "1e9", "\"{\\\"generation\\\":1}\"", "\\ud800")
            .Keeping("""{"":7,"\ud800":"","":{"":"","t":""}}"""),
        3000);

    private static JsonNode? Parsed(string text)
    {
        try
        {
            return ApiJson.Parse(Encoding.UTF8.GetBytes(text));
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }

    private static string? Judge(byte[] zip)
    {
        try
        {
            ArtifactCheck.AgainstAsync(Tree, new MemoryStream(zip), CancellationToken.None).GetAwaiter().GetResult();
            return null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static byte[] Zipped(byte[] tar)
    {
        MemoryStream zip = new();
        using (ZipArchive archive = new(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = archive.CreateEntry(PagesArtifact.FileName, CompressionLevel.NoCompression).Open();
            entry.Write(tar);
        }

        return zip.ToArray();
    }
}
