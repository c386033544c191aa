using Chimera.Engine;
using Chimera.Engine.Execution;
using Chimera.Sites.Publishing;
using Chimera.Sites.Publishing.Http;

namespace Chimera.Sites.GithubPages.Deploying;

/// <summary>The repository that is published, as git reaches it, and Chimera's own one, from which it is filled.</summary>
internal sealed class PagesRemote(Git git, PagesSite site, TimeProvider time, IChance chance)
{
    private const int MostAttempts = 6;

    private static readonly TimeSpan Short = TimeSpan.FromMinutes(2);

    // A whole site over a slow line.
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(30);

    public string Branch => "refs/heads/" + site.Branch;

    private string Url => site.Remote.IsFile ? "file://" + site.Remote.AbsolutePath : site.Remote.AbsoluteUri;

    public async Task<Asked<RemoteRefs>> LookAsync(CancellationToken cancel)
    {
        var asked = await AgainAsync(
            ["ls-remote", "--symref", "--", Url, "HEAD", Branch, StagedRelease.Refs + "*"], Short, "list the repository's refs", cancel);
        return asked.Value is { } output ? RemoteRefs.Read(output, site.Branch) : asked.Trouble!;
    }

    /// <summary>Makes sure that a commit of the remote is here, too.</summary>
    /// <param name="name">The remote's ref that leads to it.</param>
    /// <returns>Null when it is.</returns>
    public async Task<Reply?> HaveAsync(string commit, string name, CancellationToken cancel)
    {
        if (await HasAsync(commit, cancel))
        {
            return null;
        }

        var fetched = await AgainAsync(
            ["fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--no-auto-gc", "--", Url, $"+{name}:refs/seen/{commit}"], Long,
            "hand out what it has", cancel);
        return fetched.Value is null ? fetched.Trouble
            : await HasAsync(commit, cancel) ? null
            : new Reply.Unreachable(PagesTrouble.Words.Unreachable("hand out what it has", $"{name} has moved meanwhile"));
    }

    /// <summary>Whether one commit stands on another; false when either is not here.</summary>
    public async Task<bool> StandsOnAsync(string commit, string below, CancellationToken cancel) =>
        await git.RunAsync(["merge-base", "--is-ancestor", below, commit], Short, cancel) is GitRun.Done;

    /// <summary>Makes the commit of a release, here.</summary>
    public async Task<Asked<string>> ImportAsync(FastImport import, string name, string? parent, CancellationToken cancel)
    {
        var run = await git.RunAsync(
            ["fast-import", "--quiet", "--done", "--force"], Long, cancel, (input, ended) => import.WriteAsync(input, name, parent, ended));
        if (import.Changed is { } changed)
        {
            return PagesTree.Changed(changed);
        }

        var named = run is GitRun.Done
            ? await git.RunAsync(["rev-parse", "--verify", "--quiet", $"{name}^{{commit}}"], Short, cancel)
            : run;
        return named is GitRun.Done done && RemoteRefs.IsCommit(done.Output.Trim()) ? done.Output.Trim()
            : PagesTrouble.Cache(named, "write the release");
    }

    /// <summary>Asks the remote to let a ref lead to a commit; what came of it is seen by looking.</summary>
    /// <param name="seen">Where it must lead to now; null when it must not be there.</param>
    /// <param name="old">Refs that are to go by the way.</param>
    public Task<GitRun> PushAsync(string commit, string name, string? seen, IReadOnlyCollection<StagedRelease> old, CancellationToken cancel) =>
        git.RunAsync(
            [
                "push", "--porcelain", "--no-progress", "--no-verify", $"--force-with-lease={name}:{seen}",
                .. old.Select(release => $"--force-with-lease={release.Ref}:{release.Commit}"),
                "--", Url, $"{commit}:{name}", .. old.Select(release => $":{release.Ref}"),
            ],
            Long, cancel);

    public Task PauseAsync(int attempt, CancellationToken cancel) => Task.Delay(Pauses.BeforeRetry(attempt, chance), time, cancel);

    /// <summary>The remote took a new value for that ref. False also for one that led there already, as far as git was told.</summary>
    public static bool HasMoved(GitRun run, string name) => run is GitRun.Done done && done.Output.Split('\n')
        .Any(line => line.Split('\t') is [" " or "+" or "*", var moved, ..] && moved.EndsWith(":" + name, StringComparison.Ordinal));

    /// <summary>Why the remote did not take a ref, in its words; null when it does not say that it refused.</summary>
    public static string? Refusal(GitRun run) => (run as GitRun.Failed)?.Output.Split('\n')
        .FirstOrDefault(line => line.StartsWith("!\t", StringComparison.Ordinal)) is { } line && line.Split('\t') is [_, _, var why, ..]
        ? OutsideText.Shown(why)
        : null;

    private async Task<bool> HasAsync(string commit, CancellationToken cancel) =>
        await git.RunAsync(["cat-file", "-e", $"{commit}^{{tree}}"], Short, cancel) is GitRun.Done;

    // For what only reads.
    private async Task<Asked<string>> AgainAsync(string[] arguments, TimeSpan limit, string toDo, CancellationToken cancel)
    {
        for (var attempt = 0; ; attempt++)
        {
            var run = await git.RunAsync(arguments, limit, cancel);
            if (run is GitRun.Done done)
            {
                return done.Output;
            }

            var trouble = PagesTrouble.Of(run, toDo, out var isFinal);
            if (isFinal || attempt == MostAttempts - 1)
            {
                return trouble;
            }

            await PauseAsync(attempt, cancel);
        }
    }
}
