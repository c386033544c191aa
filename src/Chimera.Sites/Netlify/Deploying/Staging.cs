using Chimera.Engine;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Validation;
using Chimera.Sites.Publishing;
using Chimera.Sites.Publishing.Http;

namespace Chimera.Sites.Netlify.Deploying;

/// <summary>Brings a release to Netlify as a draft, or goes on where an earlier attempt ended.</summary>
/// <param name="ready">Told the deploy when it can be shown.</param>
internal sealed class Staging(
    NetlifyApi api, NetlifyManifest manifest, Release release, IProgress<string> progress, TimeProvider time, IChance chance,
    Action<NetlifyDeploy> ready)
{
    // More than that are compared behind Netlify's back door, as by its own command.
    private const int MostInOneAnswer = 100;
    private const int MostCreations = 4;

    // About twenty minutes, the patience of Netlify's own command.
    private const int MostPolls = 130;

    public async Task<Reply> RunAsync(CancellationToken cancel)
    {
        var taken = await TakeUpAsync(cancel);
        if (taken.Value is not { } deploy)
        {
            return taken.Trouble!;
        }

        progress.Report($"the deploy is {deploy.Id}");
        Uploads uploads = new(api, manifest, progress);
        return await Waiting.UntilAsync(
            deploy, state => JudgeAsync(state, uploads, cancel), state => api.DeployAsync(state.Id, cancel), MostPolls,
            state => new Reply.Unreachable(Finding.Error(
                "netlify.not-ready", $"the deploy {state.Id} has been '{api.Shown(state.State)}' for too long",
                "try again: it is taken up where it is; what visitors see has not changed")),
            trouble => trouble, state => state.State, time, cancel);
    }

    private async Task<Reply?> JudgeAsync(NetlifyDeploy deploy, Uploads uploads, CancellationToken cancel)
    {
        if (deploy.IsReady)
        {
            ready(deploy);
            return new Reply.Done();
        }

        if (deploy.IsDead)
        {
            return Replies.Refuse(
                "netlify.deploy-failed", $"the deploy {deploy.Id} failed at Netlify: {api.Shown(deploy.Problem ?? "it does not say why")}",
                "look at the deploy's log at Netlify; what visitors see has not changed");
        }

        return deploy.IsCompared ? await uploads.SendAsync(deploy, cancel) : null;
    }

    /// <summary>The deploy of this generation. When nobody knows whether one was made, it is looked for before another is.</summary>
    private async Task<Asked<NetlifyDeploy>> TakeUpAsync(CancellationToken cancel)
    {
        Asked<NetlifyDeploy> made = default;
        for (var attempt = 0; attempt < MostCreations; attempt++)
        {
            if (attempt > 0 || !release.IsNew)
            {
                var known = await api.DeploysAsync(deploy => deploy.Generation == release.Generation && !deploy.IsDead, enough: true, cancel);
                if (known.Value is not { } deploys)
                {
                    return known.Trouble!;
                }

                if (deploys.Count > 0)
                {
                    // A list need not say what a deploy lacks.
                    return await api.DeployAsync((deploys.FirstOrDefault(deploy => deploy.IsReady) ?? deploys[0]).Id, cancel);
                }
            }

            made = await api.CreateAsync(release.Generation, manifest.Document(), manifest.Files.Length > MostInOneAnswer, cancel);
            if (made.Trouble is not Reply.Lost)
            {
                return made;
            }

            await Task.Delay(Pauses.BeforeRetry(attempt, chance), time, cancel);
        }

        return new Reply.Unreachable(((Reply.Lost)made.Trouble!).Why);
    }
}
