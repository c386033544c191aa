using System.Collections.Immutable;
using Chimera.Engine.Record;
using Chimera.Sites.Certification;
using Chimera.Sites.Platforms;
using Chimera.Sites.Watching;
using Chimera.Sites.Watching.Causes;
using Chimera.Sites.Watching.Forecasting;

namespace Chimera.Cli.Composition;

/// <summary>What the record knows of a site at a place from before a watch.</summary>
internal sealed record WatchPast(FailureTally Tally, ImmutableArray<EarlierRelease> Releases)
{
    public static readonly WatchPast Nothing = new(FailureTally.Nothing, []);

    private const int MostCertificates = 200;
    private const int MostReleases = 20;

    /// <param name="except">The certificate of what is watched, which is no earlier one; null for none.</param>
    public static async Task<WatchPast> ReadAsync(
        IHistory history, WatchEvents events, string site, Platform platform, string? except, CancellationToken cancel) => new(
        await events.EarlierAsync(history, cancel),
        [.. (await history.LatestAsync([EventTypes.Certified], MostCertificates, cancel))
            .Select(told => EarlierRelease.Read(told.Data["certificate"], SiteCertificate.ResourceOf(site, platform)))
            .OfType<EarlierRelease>().Where(release => release.Certificate != except).Take(MostReleases)]);
}
