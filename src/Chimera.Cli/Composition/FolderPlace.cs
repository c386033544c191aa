using System.Collections.Immutable;
using System.Security.Cryptography;
using Chimera.Cli.Commands;
using Chimera.Engine.Record;
using Chimera.Engine.Validation.Certificates;
using Chimera.Sites.Certification;
using Chimera.Sites.Platforms;
using Chimera.Sites.Watching;
using Chimera.Sites.Watching.Causes;
using Chimera.Sites.Watching.Healing;

namespace Chimera.Cli.Composition;

/// <summary>A folder, held against the address that a person names.</summary>
internal sealed class FolderPlace(WatchedPlace place) : IWatchedPlaces
{
    private const int IdDigits = 16;

    public ImmutableArray<WatchedPlace> Places => [place];

    public SiteHealer? Healer => null;

    /// <param name="certificate">Null for none.</param>
    /// <exception cref="Stop">What is here is not what was certified, or nothing can be foreseen of it.</exception>
    public static async Task<FolderPlace> OpenAsync(
        SiteQuestion question, FileInfo? certificate, IReadOnlyCollection<FileInfo> trusted, Uri url, TimeSpan? every, CancellationToken cancel)
    {
        await using SiteRecord reader = new(question);
        var verification = await SiteVerification.OfAsync([question], reader, certificate, trusted, cancel);
        if (!verification.Differences.IsEmpty)
        {
            throw new Stop(ExitCode.Uncertified, verification.Differences);
        }

        var (bundle, platform) = (verification.Foreseen(), verification.Platform);
        var events = EventsOf(question.Site, platform, url);
        var past = await PastAsync(question, platform, events, reader.History, cancel);
        var standing = certificate is null ? null : await StandingAsync(question, certificate, trusted, cancel);
        WatchSubject subject = new(url, Name: null, platform, WatchedSite.Of(bundle), new Attribution(witness: null, past.Releases), standing);
        return new FolderPlace(new WatchedPlace(
            question.Site, platform, subject, bundle.Answers, verification.Genuine?.Certificate.Nonce, WatchSpec.Usual with { Every = every }, events,
            past.Tally, Release: null));
    }

    public static WatchEvents EventsOf(string site, Platform platform, Uri url) =>
        new(RandomNumberGenerator.GetHexString(IdDigits, lowercase: true), site, platform, url);

    public Task<WatchedPlace?> RenewedAsync(WatchedPlace watched, CancellationToken cancel) => Task.FromResult<WatchedPlace?>(null);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static async Task<CertificateStanding> StandingAsync(
        SiteQuestion question, FileInfo file, IReadOnlyCollection<FileInfo> trusted, CancellationToken cancel)
    {
        // The file is read once: what it is worth may change, what it says may not.
        var bytes = await InputFile.ReadAsync(file, cancel);
        string[] resources = [.. question.Platforms.Select(platform => SiteCertificate.ResourceOf(question.Site, platform))];
        return new CertificateStanding(async stop =>
        {
            await using SiteRecord record = new(question);
            var trust = await Trust.ReadAsync(question.State, record.History, question.Source, trusted, stop);
            return Certification.Check(bytes, resources, trust, TimeProvider.System.GetUtcNow());
        });
    }

    /// <summary>What the record knows; nothing where a site without a truth file has none that can be read.</summary>
    private static async Task<WatchPast> PastAsync(
        SiteQuestion question, Platform platform, WatchEvents events, IHistory? history, CancellationToken cancel)
    {
        try
        {
            return history is null ? WatchPast.Nothing : await WatchPast.ReadAsync(history, events, question.Site, platform, except: null, cancel);
        }
        catch (Exception e) when (!question.HasTruth && e is (DllNotFoundException or IOException or UnauthorizedAccessException))
        {
            return WatchPast.Nothing;
        }
    }
}
