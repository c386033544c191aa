using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Validation;
using Chimera.Sites.Publishing;

namespace Chimera.Sites.Netlify.Deploying;

/// <summary>Makes a deploy that Netlify has what visitors get. Nothing is sent.</summary>
/// <param name="staged">The finished deploy of the generation, where it was staged from here; otherwise it is looked for.</param>
internal sealed class Showing(NetlifyApi api, GenerationId generation, string? staged, TimeProvider time)
{
    // About five minutes.
    private const int MostPolls = 36;

    public async Task<Reply> RunAsync(CancellationToken cancel)
    {
        var site = await api.SiteAsync(cancel);
        if (site.Value is not { } before)
        {
            return site.Trouble!;
        }

        if (IsIt(before.Published))
        {
            return new Reply.Done();
        }

        if (before.Published is { Locked: true } locked)
        {
            return Replies.Refuse(
                "netlify.locked", $"somebody has locked the site at Netlify to the deploy {locked.Id}",
                "ask who locked it; unlock it at Netlify, and try again");
        }

        // Somebody may have deleted it since.
        return staged is not null && await RestoreAsync(staged, cancel) is var shown and not Reply.Refused ? shown : await FindAsync(cancel);
    }

    private async Task<Reply> FindAsync(CancellationToken cancel)
    {
        var found = await api.DeploysAsync(deploy => IsIt(deploy) && deploy.IsReady, enough: true, cancel);
        if (found.Value is not { } deploys)
        {
            return found.Trouble!;
        }

        if (deploys.Count == 0)
        {
            return Replies.Refuse(
                "netlify.not-staged", $"Netlify has no finished deploy of {generation}",
                "deploy it; or publish it at Netlify if it is an old one");
        }

        return await RestoreAsync(deploys[0].Id, cancel);
    }

    private async Task<Reply> RestoreAsync(string deploy, CancellationToken cancel)
    {
        var restored = await api.RestoreAsync(deploy, cancel);
        return restored is Reply.Done or Reply.Lost ? await UntilShownAsync(deploy, cancel) : restored;
    }

    /// <summary>What Netlify says of the site decides, not what it answered before.</summary>
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
