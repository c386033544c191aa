using System.Text;
using Chimera.Engine.Planning;
using Chimera.Engine.Validation.Certificates;
using Chimera.Sites.Publishing;

namespace Chimera.Sites.GithubPages.Deploying.Workflow;

/// <summary>
/// The one file of an artifact that is not the site's: it names the release, so that the live site itself says which one visitors get.
/// </summary>
internal static class ReleaseMarker
{
    /// <summary>As on a plain host.</summary>
    public const string Address = "/.well-known/chimera-release";

    // sha256: and 64 digits; anything longer is something else.
    public const int MostBytes = 200;

    public static ReleaseFile Of(GenerationId generation)
    {
        var bytes = Encoding.ASCII.GetBytes(generation.Value + "\n");
        return new ReleaseFile(Address, bytes.Length, Digests.Of(bytes), () => bytes);
    }

    /// <summary>Where a site below an address says it.</summary>
    public static Uri At(Uri site) => new(new Uri(site.AbsoluteUri.TrimEnd('/') + "/"), Address[1..]);

    /// <returns>Null for what names no release.</returns>
    public static GenerationId? Read(ReadOnlySpan<byte> bytes)
    {
        GenerationId generation = new(Encoding.ASCII.GetString(bytes).Trim());
        return StagedRelease.RefOf(generation, DateTimeOffset.UnixEpoch) is not null ? generation : null;
    }
}
