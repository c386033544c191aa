using Chimera.Engine.Execution;
using Chimera.Engine.Validation;
using Chimera.Sites.Publishing;

namespace Chimera.Sites.GithubPages.Deploying;

/// <summary>What is replied when a deploy to GitHub Pages cannot be done.</summary>
internal static class PagesTrouble
{
    public static readonly PlatformWords Words = new PagesWords();

    /// <param name="toDo">What it was asked to do: <c>list the refs</c>.</param>
    /// <param name="isFinal">Asking again would be answered likewise.</param>
    public static Reply Of(GitRun run, string toDo, out bool isFinal)
    {
        var failed = run as GitRun.Failed;
        isFinal = true;
        if (run is GitRun.Missing missing)
        {
            return Replies.Refuse("pages.no-git", $"git cannot be started: {missing.Why}", "install git");
        }

        if (failed is not null && Says(
            failed, "Authentication failed", "could not read Username", "returned error: 401", "returned error: 403", "Permission denied"))
        {
            return Replies.Refuse(
                "pages.token-refused", $"the repository does not let us {toDo}: {failed.Words}",
                "give a token that may write the repository's contents; where git goes by ssh, a key that may");
        }

        if (failed is not null && Says(failed, "not found", "does not appear to be a git repository"))
        {
            return Replies.Refuse(
                "pages.repository-not-found", $"there is no repository that could {toDo}: {failed.Words}",
                "check the repository's address, and that the token may see it");
        }

        isFinal = false;
        return new Reply.Unreachable(Words.Unreachable(toDo, run switch
        {
            GitRun.Late late => $"it took longer than {late.Limit.TotalSeconds:0} s",
            GitRun.Failed { Said.Length: > 0 } said => said.Words,
            GitRun.Failed other => $"git ended with code {other.Code}",
            _ => "git does not say why",
        }));
    }

    public static Reply Cache(GitRun run, string toDo) => run is GitRun.Missing ? Of(run, toDo, out _) : Replies.Refuse(
        "pages.cache", $"git could not {toDo} in Chimera's own repository: {Replies.WhyOf(Of(run, toDo, out _)).Message}",
        "delete that folder, it is made anew; see whether the disk is full");

    public static Reply Moved(string branch, string? now) => Replies.Refuse(
        "pages.branch-moved",
        $"somebody else has moved the branch {branch} to {now ?? "nothing: it is gone"}; Chimera does not push over it",
        "see what was pushed there; deploy again, and it is laid on top");

    public static Reply NotStaged(string generation) => Replies.Refuse(
        "pages.not-staged", $"the repository has no release {generation} that can be shown", "deploy it");

    public static Finding NotLive(string message) => Finding.Error(
        "pages.not-live", message, "look at the repository's Pages settings and at its branch");

    private static bool Says(GitRun.Failed failed, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (failed.Said.Contains(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
