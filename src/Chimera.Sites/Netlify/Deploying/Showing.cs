using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Validation;
using Chimera.Sites.Publishing;

namespace Chimera.Sites.Netlify.Deploying;

/// <summary>Makes a deploy that Netlify has what visitors get. Nothing is sent.</summary>
/// <param name="known">The finished deploy of the generation, where it was staged or seen from here; otherwise it is looked for.</param>
internal sealed class Showing(NetlifyApi api, GenerationId generation, NetlifyDeploy? known, TimeProvider time)
{
    // About five minutes.
    private const int MostPolls = 36;

    public async Task<Shown> RunAsync(CancellationToken cancel)
    {
        var site = await api.SiteAsync(cancel);
        return site.Value is { } now ? await RunAsync(now.Look(), cancel) : new Shown(site.Trouble!, Now: null);
    }

    /// <param name="now">What Netlify has just said of the site.</param>
    public async Task<Shown> RunAsync(DeploysLook.Seen now, CancellationToken cancel)
    {
        if (now.Live?.State == generation)
        {
            return new Shown(new Reply.Done(), now);
        }

        if (now.Live is { IsLocked: true } locked)
        {
            return new Shown(
                Replies.Refuse(
                    "netlify.locked", $"somebody has locked the site at Netlify to the deploy {locked.Id}",
                    "ask who locked it; unlock it at Netlify, and try again"),
                now);
        }

        // Somebody may have deleted it since.
        return known is not null && await RestoreAsync(known, now, cancel) is { Reply: not Reply.Refused } shown ? shown : await FindAsync(now, cancel);
    }

    private async Task<Shown> FindAsync(DeploysLook.Seen now, CancellationToken cancel)
    {
        var found = await api.DeploysAsync(deploy => IsIt(deploy) && deploy.IsReady, enough: true, cancel);
        return found.Value switch
        {
            null => new Shown(found.Trouble!, Now: null),
            [var deploy, ..] => await RestoreAsync(deploy, now, cancel),
            _ => new Shown(
                Replies.Refuse(
                    "netlify.not-staged", $"Netlify has no finished deploy of {generation}",
                    "deploy it; or publish it at Netlify if it is an old one"),
                Now: null),
        };
    }

    private async Task<Shown> RestoreAsync(NetlifyDeploy deploy, DeploysLook.Seen now, CancellationToken cancel)
    {
        var restored = await api.RestoreAsync(deploy.Id, cancel);
        return restored.Value is { } said && said.Id == deploy.Id && IsPublished(said, deploy, now.Live)
            ? new Shown(new Reply.Done(), now with { Live = said.AsSiteDeploy() })
            : new Shown(restored.Trouble is null or Reply.Lost ? await UntilShownAsync(deploy.Id, cancel) : restored.Trouble, Now: null);
    }

    /// <summary>It was published since it was last seen, and since what was live was.</summary>
    private static bool IsPublished(NetlifyDeploy said, NetlifyDeploy before, SiteDeploy? live) =>
        said.PublishedAt is { } at && at > (before.PublishedAt ?? DateTimeOffset.MinValue) && (live is null || at > live.ShownAt);

    /// <summary>What Netlify says of the site decides.</summary>
    private async Task<Reply> UntilShownAsync(string deploy, CancellationToken cancel)
    {
        var first = await api.SiteAsync(cancel);
        return first.Value is null ? Replies.Lost(first.Trouble!) : await Waiting.UntilAsync(
            first.Value,
            site => Task.FromResult<Reply?>(site.Published?.Id == deploy || IsIt(site.Published) ? new Reply.Done() : null),
            _ => api.SiteAsync(cancel), MostPolls,
            _ => new Reply.Lost(Finding.Error(
                "netlify.not-live", $"Netlify was asked to publish the deploy {deploy}, and has not for some minutes",
                "look at the site's deploys at Netlify")),
            Replies.Lost, time, cancel);
    }

    private bool IsIt(NetlifyDeploy? deploy) => deploy?.AsSiteDeploy().State == generation;
}
