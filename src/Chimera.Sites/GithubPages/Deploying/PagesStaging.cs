using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Sites.Publishing;

namespace Chimera.Sites.GithubPages.Deploying;

/// <summary>
/// Brings a release into the repository as a commit that no branch leads to. It stands on what is published, so that only what changed is
/// sent.
/// </summary>
internal sealed class PagesStaging(
    PagesRemote remote, PagesSite site, PagesTree tree, GenerationId generation, IProgress<string> progress, TimeProvider time)
{
    private const int MostPushes = 4;

    // As many as a host keeps. What visitors ever had stays in the branch's history.
    private const int MostKept = 10;

    public async Task<Reply> RunAsync(CancellationToken cancel)
    {
        var seen = await remote.LookAsync(cancel);
        if (seen.Value is not { } refs)
        {
            return seen.Trouble!;
        }

        if (refs is { IsDefault: true, Tip: not null, Shown: null })
        {
            return Replies.Refuse(
                "pages.default-branch",
                $"{site.Branch} is the repository's default branch, and what it holds was not put there by Chimera",
                "publish from a branch that holds the published site and nothing else: gh-pages");
        }

        foreach (var release in refs.Of(generation))
        {
            var fits = await IsShowableAsync(remote, release, refs, cancel);
            if (fits is null)
            {
                progress.Report($"the repository has the release as {release.Commit}");
                return new Reply.Done();
            }

            if (fits is not Reply.Refused)
            {
                return fits;
            }
        }

        return await SendAsync(refs, cancel);
    }

    /// <summary>Whether the branch can be moved to a release without anything being lost that is not Chimera's.</summary>
    /// <returns>Null when it can.</returns>
    public static async Task<Reply?> IsShowableAsync(PagesRemote remote, StagedRelease release, RemoteRefs refs, CancellationToken cancel)
    {
        if (refs.Tip is null || refs.Shown is not null)
        {
            return null;
        }

        return await remote.HaveAsync(release.Commit, release.Ref, cancel)
            ?? (await remote.StandsOnAsync(release.Commit, refs.Tip, cancel) ? null : PagesTrouble.Moved(remote.Branch, refs.Tip));
    }

    private async Task<Reply> SendAsync(RemoteRefs refs, CancellationToken cancel)
    {
        // Later than all that are there, whatever this machine's clock says: the newest is known by its name.
        var at = time.GetUtcNow();
        at = refs.Staged is [var newest, ..] && newest.At.AddSeconds(1) > at ? newest.At.AddSeconds(1) : at;
        if (StagedRelease.RefOf(generation, at) is not { } name)
        {
            return Replies.Refuse("pages.generation", $"'{generation}' is no digest of a release", "plan the deploy anew");
        }

        var parent = refs.Tip ?? refs.Staged.FirstOrDefault()?.Commit;
        if (parent is not null
            && await remote.HaveAsync(parent, refs.Tip is null ? refs.Staged[0].Ref : remote.Branch, cancel) is { } trouble)
        {
            return trouble;
        }

        var made = await remote.ImportAsync(new FastImport(tree, generation, at), name, parent, cancel);
        if (made.Value is not { } commit)
        {
            return made.Trouble!;
        }

        progress.Report($"the release is {commit}");
        return await PushAsync(commit, name, Old(refs), cancel);
    }

    /// <summary>Those before the newest, but for what the branch leads to.</summary>
    private static List<StagedRelease> Old(RemoteRefs refs) =>
        [.. refs.Staged.Skip(MostKept - 1).Where(release => release.Commit != refs.Tip && release.Generation != refs.Shown?.Generation)];

    private async Task<Reply> PushAsync(string commit, string name, List<StagedRelease> old, CancellationToken cancel)
    {
        for (var attempt = 0; ; attempt++)
        {
            var run = await remote.PushAsync(commit, name, seen: null, old, cancel);
            if (run is GitRun.Done)
            {
                return new Reply.Done();
            }

            var seen = await remote.LookAsync(cancel);
            if (seen.Value is null)
            {
                return seen.Trouble!;
            }

            if (seen.Value.Of(generation).Any(release => release.Commit == commit))
            {
                return new Reply.Done(); // It was taken; only the answer was lost.
            }

            if (PagesRemote.Refusal(run) is { } why)
            {
                return Replies.Refuse(
                    "pages.refused", $"the repository does not take the release: {why}", "do what it says, and try again");
            }

            var trouble = PagesTrouble.Of(run, "take the release", out var isFinal);
            if (isFinal || attempt == MostPushes - 1)
            {
                return trouble;
            }

            await remote.PauseAsync(attempt, cancel);
        }
    }
}
