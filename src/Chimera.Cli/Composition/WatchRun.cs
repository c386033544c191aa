using System.Collections.Immutable;
using System.Security.Cryptography;
using Chimera.Cli.Terminal;
using Chimera.Engine.Record;
using Chimera.Engine.Validation;
using Chimera.Engine.Validation.Certificates;
using Chimera.Sites.Certification;
using Chimera.Sites.Platforms;
using Chimera.Sites.Publishing.Http;
using Chimera.Sites.Publishing.Live;
using Chimera.Sites.Watching;
using Chimera.Sites.Watching.Causes;
using Chimera.Sites.Watching.Forecasting;
using Chimera.Sites.Watching.Tls;

namespace Chimera.Cli.Composition;

/// <summary>One watch of one live site: what it is held against, what earlier watches know, the looks, and the record.</summary>
internal sealed class WatchRun : IDisposable
{
    private const int MostCertificates = 200;
    private const int MostReleases = 20;
    private const int IdDigits = 16;

    private readonly LiveCheck _check = new(TimeProvider.System);
    private readonly Uri _url;
    private readonly string? _certificate;
    private readonly WatchEvents _events;
    private readonly WatchRecord _record;
    private readonly SiteWatch _watch;

    private WatchRun(SiteQuestion question, SiteVerification verification, Uri url, TimeSpan every, WatchEvents events, WatchRecord record, Past past)
    {
        (_url, _events, _record, _certificate) = (url, events, record, verification.Genuine?.Certificate.Nonce);
        _watch = new SiteWatch(
            url, verification.Foreseen(), _check, new TlsReading(TimeProvider.System), new Attribution(deploys: null, last: null, past.Releases),
            past.Tally, every, TimeProvider.System, new SystemChance());
        if (_watch.Watched == 0)
        {
            throw new Stop(ExitCode.Broken, Finding.Error(
                "watch.nothing-visible", $"other servers answer for all of {question.Path}, so nothing foreseen can be seen from outside",
                "watch those servers"));
        }
    }

    /// <param name="certificate">Null for none.</param>
    /// <exception cref="Stop">What is here is not what was certified, or nothing can be foreseen of it.</exception>
    public static async Task<WatchRun> OpenAsync(
        SiteQuestion question, FileInfo? certificate, IEnumerable<FileInfo> trusted, Uri url, TimeSpan every, TextWriter error, CancellationToken cancel)
    {
        await using SiteRecord reader = new(question);
        var verification = await SiteVerification.OfAsync(question, reader, certificate, trusted, cancel);
        if (!verification.Differences.IsEmpty)
        {
            throw new Stop(ExitCode.Uncertified, verification.Differences);
        }

        WatchEvents events = new(RandomNumberGenerator.GetHexString(IdDigits, lowercase: true), question.Site, verification.Platform, url);
        var past = await PastAsync(question, verification.Platform, events, reader.History, cancel);
        return new WatchRun(question, verification, url, every, events, new WatchRecord(question, error), past);
    }

    public async Task<ExitCode> RunAsync(WatchLimits limits, WatchView view)
    {
        using GracefulStop stop = new(view.Say, "stopping: the watch ends here; again to leave at once", "left; the end of this watch is not recorded");
        view.Begin(_url, _watch);
        await _record.TellAsync([_events.Started(_watch.Watched, _watch.Within, _certificate)]);
        Look? last = null;
        await foreach (var look in _watch.RunAsync(limits, stop.Token))
        {
            view.Write(look);
            await _record.TellAsync(_events.Changes(look));
            last = look;
        }

        await _record.TellAsync([_events.Ended(last)]);
        await _record.FinishAsync();
        view.End(_url, last);
        return last is null ? ExitCode.Interrupted : last.State == LookState.Right ? ExitCode.Ok : ExitCode.Differs;
    }

    public void Dispose() => _check.Dispose();

    /// <summary>What the record knows; nothing where a site without a truth file has none that can be read.</summary>
    private static async Task<Past> PastAsync(SiteQuestion question, Platform platform, WatchEvents events, IHistory? history, CancellationToken cancel)
    {
        try
        {
            return history is null ? Past.Nothing : new Past(
                await events.EarlierAsync(history, cancel),
                [.. (await history.LatestAsync([EventTypes.Certified], MostCertificates, cancel))
                    .Select(told => EarlierRelease.Read(told.Data["certificate"], SiteCertificate.ResourceOf(question.Site, platform)))
                    .OfType<EarlierRelease>().Take(MostReleases)]);
        }
        catch (Exception e) when (!question.HasTruth && e is (DllNotFoundException or IOException or UnauthorizedAccessException))
        {
            return Past.Nothing;
        }
    }

    private sealed record Past(FailureTally Tally, ImmutableArray<EarlierRelease> Releases)
    {
        public static readonly Past Nothing = new(FailureTally.Nothing, []);
    }
}
