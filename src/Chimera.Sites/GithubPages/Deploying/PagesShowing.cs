using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Sites.Publishing;

namespace Chimera.Sites.GithubPages.Deploying;

/// <summary>Moves the branch to a release, in one step, from where it was seen to be; and waits for GitHub to build it.</summary>
internal sealed class PagesShowing(PagesRemote remote, PagesSite site, PagesBuilds? builds, GenerationId generation)
{
    private const int MostPushes = 4;

    // As long as a rollout asks a platform again that says other than what it was told.
    private const int MostLooks = 6;

    public async Task<Reply> RunAsync(CancellationToken cancel)
    {
        for (var look = 0; look < MostLooks; look++)
        {
            if (await TryAsync(cancel) is { } over)
            {
                return over;
            }

            await remote.PauseAsync(look, cancel);
        }

        return new Reply.Lost(PagesTrouble.NotLive($"the repository says that {site.Branch} leads there, and refuses a push as if it did not"));
    }

    /// <returns>Null when the remote contradicts itself.</returns>
    private async Task<Reply?> TryAsync(CancellationToken cancel)
    {
        var seen = await remote.LookAsync(cancel);
        if (seen.Value is not { } refs)
        {
            return seen.Trouble!;
        }

        if (refs.Shown is { } shown && shown.Generation == generation)
        {
            return await StaysAsync(shown.Commit, cancel);
        }

        if (SiteDeploy.ForeignId(generation) is { } before)
        {
            return await GoBackAsync(before, refs, cancel);
        }

        Reply? unfit = null;
        foreach (var release in refs.Of(generation))
        {
            unfit = await PagesStaging.IsShowableAsync(remote, release, refs, cancel)
                ?? await remote.HaveAsync(release.Commit, release.Ref, cancel);
            if (unfit is null)
            {
                return await ShowAsync(release.Commit, refs.Tip, cancel);
            }
        }

        return unfit ?? PagesTrouble.NotStaged(generation.Value);
    }

    /// <summary>To a commit that somebody else published: every release stands on what was published before it, so the branch leads there.</summary>
    private async Task<Reply?> GoBackAsync(string commit, RemoteRefs refs, CancellationToken cancel)
    {
        if (commit == refs.Tip)
        {
            return await StaysAsync(commit, cancel);
        }

        if (refs.Tip is not { } tip || !RemoteRefs.IsCommit(commit))
        {
            return PagesTrouble.NotStaged(generation.Value);
        }

        // What somebody pushed on top meanwhile is not Chimera's to drop.
        if (refs.Shown is null)
        {
            return PagesTrouble.Moved(site.Branch, tip);
        }

        return await remote.HaveAsync(tip, remote.Branch, cancel)
            ?? (await remote.StandsOnAsync(tip, commit, cancel) ? await ShowAsync(commit, tip, cancel) : PagesTrouble.NotStaged(generation.Value));
    }

    /// <summary>
    /// A branch that is seen to lead there already. GitHub's builds say what visitors have; where there are none, a push that would move nothing asks the remote
    /// in another way, because a look may be answered from before.
    /// </summary>
    /// <returns>Null when the two do not agree.</returns>
    private async Task<Reply?> StaysAsync(string commit, CancellationToken cancel)
    {
        if (builds is not null)
        {
            return await builds.FinishAsync(commit, cancel);
        }

        for (var attempt = 0; ; attempt++)
        {
            var run = await remote.PushAsync(commit, remote.Branch, commit, [], cancel);
            if (run is GitRun.Done || PagesRemote.Refusal(run) is not null)
            {
                return run is GitRun.Done ? new Reply.Done() : null;
            }

            var trouble = PagesTrouble.Of(run, "say where the branch leads", out var isFinal);
            if (isFinal || attempt == MostPushes - 1)
            {
                return trouble;
            }

            await remote.PauseAsync(attempt, cancel);
        }
    }

    private async Task<Reply> ShowAsync(string commit, string? before, CancellationToken cancel)
    {
        var latest = builds is null ? default : await builds.LatestAsync(cancel);
        if (latest.Trouble is { } trouble)
        {
            return trouble;
        }

        var moved = await MoveAsync(commit, before, cancel);
        if (moved is not Reply.Done || builds is null)
        {
            return moved;
        }

        var built = await builds.UntilBuiltAsync(commit, latest.Value!, cancel);
        if (built is not Reply.Refused refused || before is null)
        {
            return built;
        }

        // Visitors have the old release; the branch leads to it again, so that no later build shows what failed.
        return await MoveAsync(before, commit, cancel) is Reply.Done ? refused : new Reply.Lost(refused.Why);
    }

    private async Task<Reply> MoveAsync(string commit, string? from, CancellationToken cancel)
    {
        var isFinal = false;
        for (var attempt = 0; ; attempt++)
        {
            var run = await remote.PushAsync(commit, remote.Branch, from, [], cancel);
            if (PagesRemote.HasMoved(run, remote.Branch))
            {
                return new Reply.Done();
            }

            // What the remote has decides: an answer may be lost, and 'up to date' is said of refs that may be those from before.
            var seen = await remote.LookAsync(cancel);
            if (seen.Value is not { } refs)
            {
                return Replies.Lost(seen.Trouble!);
            }

            if (refs.Tip == commit)
            {
                return new Reply.Done();
            }

            if (refs.Tip != from)
            {
                return PagesTrouble.Moved(site.Branch, refs.Tip);
            }

            if (PagesRemote.Refusal(run) is { } why)
            {
                return Replies.Refuse(
                    "pages.refused", $"the repository does not let {site.Branch} be moved: {why}",
                    "let the token's owner push to that branch, by force, too; no rule of the repository may forbid it");
            }

            var trouble = run is GitRun.Done
                ? new Reply.Lost(PagesTrouble.NotLive($"the repository says now that {site.Branch} leads to {commit}, now that it does not"))
                : PagesTrouble.Of(run, "move the branch", out isFinal);
            if (isFinal || attempt == MostPushes - 1)
            {
                return trouble;
            }

            await remote.PauseAsync(attempt, cancel);
        }
    }
}
