using Chimera.Engine.Execution;
using Chimera.Sites.Publishing;
using Chimera.Sites.Publishing.Http;

namespace Chimera.Sites.GithubPages.Deploying;

/// <summary>Waits until GitHub has built a commit.</summary>
internal sealed class PagesBuilds(PagesApi api, TimeProvider time)
{
    // About a quarter of an hour; GitHub itself gives a build ten minutes.
    private const int MostPolls = 95;

    /// <summary>What is known before the branch is moved. A build of the same commit that is as old says nothing of the next one.</summary>
    public Task<Asked<PagesBuild>> LatestAsync(CancellationToken cancel) => api.LatestAsync(cancel);

    /// <summary>For a branch that leads there already, from an earlier time: one that failed or was never begun is asked for.</summary>
    public async Task<Reply> FinishAsync(string commit, CancellationToken cancel)
    {
        var first = await LatestAsync(cancel);
        if (first.Value is not { } latest)
        {
            return first.Trouble!;
        }

        if (latest.Commit == commit && !latest.IsDead)
        {
            return await UntilBuiltAsync(commit, before: null, cancel);
        }

        var asked = await api.BuildAsync(cancel);
        return asked is Reply.Done or Reply.Lost ? await UntilBuiltAsync(commit, latest, cancel) : asked;
    }

    /// <param name="before">The latest build before GitHub was told to build this one; null when it may be this one's.</param>
    /// <returns>Refused when the build failed: visitors have what they had.</returns>
    public Task<Reply> UntilBuiltAsync(string commit, PagesBuild? before, CancellationToken cancel) => Waiting.UntilAsync(
        new PagesBuild(null, null, null, DateTimeOffset.UnixEpoch), build => Task.FromResult(Judge(build, commit, before)),
        _ => api.LatestAsync(cancel), MostPolls,
        build => new Reply.Lost(PagesTrouble.NotLive(
            $"GitHub has not built {commit}; its latest build, of {build.Commit ?? "nothing"}, is {build.Status ?? "not begun"}")),
        Replies.Lost, time, cancel);

    private static Reply? Judge(PagesBuild build, string commit, PagesBuild? before)
    {
        if (build.Commit != commit)
        {
            return null;
        }

        if (build.IsBuilt)
        {
            return new Reply.Done();
        }

        return build.IsDead && build != before
            ? Replies.Refuse(
                "pages.build-failed",
                $"GitHub could not build {commit}: {build.Problem ?? "it does not say why"}; visitors have what they had",
                "look at the build's log at GitHub, and deploy again")
            : null;
    }
}
