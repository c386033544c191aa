using Chimera.Engine;
using Chimera.Engine.Execution;
using Chimera.Engine.Validation;
using Chimera.Sites.Publishing;
using Chimera.Sites.Publishing.Http;

namespace Chimera.Sites.Render.Deploying;

/// <summary>Makes a commit what visitors get: by rolling back to a deploy that was built from it, or by building it. What the list of
/// deploys says decides.</summary>
internal sealed class RenderShowing(RenderApi api, RenderStarting starting, string commit, TimeProvider time, IChance chance)
{
    private const int MostStarts = 3;

    // About half an hour: Render builds meanwhile.
    private const int MostPolls = 190;

    // A deploy that was started is in the list at once, or was not started.
    private const int MostLooks = 5;

    public async Task<Reply> RunAsync(CancellationToken cancel)
    {
        Reply? last = null;
        var before = await api.DeploysAsync(cancel);
        for (var start = 0; start < MostStarts && before.Value is not null; start++)
        {
            // What failed left everything as it was.
            var known = before.Value.SkipWhile(deploy => deploy.IsDead).ToList();
            if (known is [{ IsLive: true } live, ..] && live.Commit == commit)
            {
                return new Reply.Done();
            }

            if (known is [{ IsUnderWay: true } underWay, ..] && underWay.Commit == commit)
            {
                return await UntilLiveAsync(underWay, cancel);
            }

            // One that is live while another is under way is gone back to, so that it stays.
            var built = known.FirstOrDefault(deploy => deploy.Commit == commit && (deploy.WasLive || deploy.IsLive));
            last = await starting.StartAsync(commit, built, cancel);
            if (last is Reply.Refused or Reply.Unreachable)
            {
                return last;
            }

            var ids = before.Value.Select(deploy => deploy.Id).ToHashSet(StringComparer.Ordinal);
            before = await LookForAsync(ids, cancel);
            if (before.Value is [var started, ..] && started.Commit == commit && !ids.Contains(started.Id))
            {
                return await UntilLiveAsync(started, cancel);
            }

            if (starting.IsByHook && before.Value is [{ IsUnderWay: true } other, ..] && !ids.Contains(other.Id))
            {
                return await StopAsync(other, cancel);
            }
        }

        return before.Trouble is { } trouble
            ? last is null ? trouble : new Reply.Lost(Replies.WhyOf(trouble))
            : new Reply.Lost(last is Reply.Lost lost ? lost.Why : NotLive($"Render has started no deploy of {commit}"));
    }

    private async Task<Asked<IReadOnlyList<RenderDeploy>>> LookForAsync(HashSet<string> known, CancellationToken cancel)
    {
        for (var look = 0; ; look++)
        {
            var seen = await api.DeploysAsync(cancel);
            if (look == MostLooks || seen.Value is not { } deploys
                || (deploys is [var newest, ..] && newest.Commit == commit && !known.Contains(newest.Id)))
            {
                return seen;
            }

            await Task.Delay(Pauses.BeforeRetry(look, chance), time, cancel);
        }
    }

    // A hook that does not heed the commit builds what nobody has certified.
    private async Task<Reply> StopAsync(RenderDeploy other, CancellationToken cancel) => Replies.Refuse(
        "render.built-another",
        $"the hook was asked to build {commit}, and Render builds {other.Commit ?? "something else"} as {other.Id}; "
        + (await api.CancelAsync(other.Id, cancel) is Reply.Done ? "it was told to stop" : "the API key may not stop it"),
        "look at the service's deploys at Render; give an API key that may deploy, and leave the hook out");

    private Task<Reply> UntilLiveAsync(RenderDeploy deploy, CancellationToken cancel) => Waiting.UntilAsync(
        deploy, state => Task.FromResult(Judge(state)), state => api.DeployAsync(state.Id, cancel), MostPolls,
        state => new Reply.Lost(NotLive($"the deploy {state.Id} is not live for too long")), Replies.Lost, time, cancel);

    private static Reply? Judge(RenderDeploy deploy) => deploy.IsLive ? new Reply.Done()
        : !deploy.IsDead ? null
        : Replies.Refuse(
            "render.deploy-failed", $"the deploy {deploy.Id} ended as '{deploy.Status}'; visitors have what they had",
            "read the deploy's log at Render");

    private static Finding NotLive(string message) => Finding.Error("render.not-live", message, "look at the service's deploys at Render");
}
