using Chimera.Engine.Discovery;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Truth;
using Chimera.Engine.Validation;
using Chimera.Sites.Declaration;
using Chimera.Sites.Host;
using Chimera.Sites.Platforms;
using Chimera.Sites.Publishing.Live;
using Chimera.Sites.Watching.Causes;

namespace Chimera.Sites.Publishing;

/// <summary>Publishes one site on one host. The host's own supervisor decides how a trial ends; this asks visitors' questions.</summary>
internal sealed class HostPublisher(TargetId target, string site, IReleaseHost host, HostPlace place, LiveCheck live, TimeProvider time) : IPublisher, ISitePlace
{
    private const int MostLooks = 100;

    // The old release's own activation failed: only visitors can tell what they get.
    private const string FailedBack = "activation.revert-failed";

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);

    private readonly SecondLook _again = new(time);

    public Task<Sighting> ObserveAsync(CancellationToken cancel) => host.ObserveAsync(cancel);

    public async Task<Reply> PrepareAsync(Order order, Release? release, IProgress<string> progress, CancellationToken cancel)
    {
        if (release is null)
        {
            return await host.PrepareAsync(order, release: null, progress, cancel);
        }

        var server = place.Server == WebServerKind.Caddy ? "Caddy" : "nginx";
        return HostReleases.Inexpressible(release.Foresight, place.Server) is [var first, ..] all
            ? new Reply.Refused(Finding.Error(
                "sites.server-inexpressible", $"{server} cannot be told {first}{(all.Count == 1 ? "" : $", and {all.Count - 1} more")}",
                "leave it out, or serve the site elsewhere", target: target))
            : await host.PrepareAsync(order, HostReleases.Of(release, site, place.On(await host.AddressAsync(cancel))), progress, cancel);
    }

    public Task<Reply> ApplyAsync(Order order, IProgress<string> progress, CancellationToken cancel) => host.ApplyAsync(order, progress, cancel);

    public async Task<Health> VerifyAsync(Order order, Dossier dossier, CancellationToken cancel)
    {
        var trial = await host.VerifyAsync(order, cancel);
        if (trial is not Health.Healthy)
        {
            return trial;
        }

        var on = await host.AddressAsync(cancel);
        var address = place.AddressOn(on);
        var shown = await NamedAfterAsync(order.Step.From == order.Step.To ? null : order.Step.From, new Uri(address, HostReleases.Marker), cancel);
        if (shown != order.Step.To.Value)
        {
            return new Health.Unhealthy(Finding.Error(
                "live.another-release", $"{address} is answered by {(shown is null ? "somebody who names no release" : shown)}, not by {order.Step.To}",
                "see whether the web server runs, took its configuration in, and is asked at this address", target: target));
        }

        var additions = HeaderAdditions.Of(Platform.Host, dossier.Answers);
        var report = await live.RunAsync(address, Name, additions, dossier.Answers, cancel);
        return report.Verdict(target) is Health.Unhealthy first
            ? await _again.JudgeAsync(place.ServerOn(on), place.NameOn(on), shown, additions, report.Differing, first, cancel)
            : new Health.Healthy();
    }

    public Task<Reply> CommitAsync(Order order, CancellationToken cancel) => host.CommitAsync(order, cancel);

    /// <summary>Done when visitors no longer get what is taken back: a web server takes its configuration in after it was told to.</summary>
    public async Task<Reply> RevertAsync(Order order, CancellationToken cancel)
    {
        var reply = await host.RevertAsync(order, cancel);
        if (reply is not (Reply.Done or Reply.Reverted))
        {
            return reply;
        }

        var marker = new Uri(place.AddressOn(await host.AddressAsync(cancel)), HostReleases.Marker);
        var shown = await NamedAfterAsync(order.Step.To, marker, cancel);
        return shown == order.Step.To.Value
            ? new Reply.Lost((reply as Reply.Reverted)?.Why ?? Finding.Error(
                "sites.still-shown", $"{marker.Authority} still shows {order.Step.To}, which was taken back", "see whether the web server takes its configuration in", target: target))
            : reply is Reply.Reverted { Why: { Code: FailedBack } why } && shown != order.Step.From?.Value ? new Reply.Lost(why)
            : reply;
    }

    public async Task<SiteLocation> LocateAsync(CancellationToken cancel) =>
        new SiteLocation.At(place.AddressOn(await host.AddressAsync(cancel)), Name);

    public IWitness WitnessOf(GenerationId last) => new HostWitness(host, last, HostReleases.ServingOf(place.Server));

    /// <summary>What is named once the web server has taken in that this is shown no more, or after about two seconds.</summary>
    private async Task<string?> NamedAfterAsync(GenerationId? before, Uri marker, CancellationToken cancel)
    {
        var shown = await live.ReleaseAsync(marker, Name, cancel);
        for (var look = 0; look < MostLooks && shown is not null && shown == before?.Value; look++)
        {
            await Task.Delay(BetweenLooks, time, cancel);
            shown = await live.ReleaseAsync(marker, Name, cancel);
        }

        return shown;
    }

    private string? Name => place.FirstName;
}
