using System.Collections.Concurrent;
using Chimera.Sites;
using Chimera.Sites.Folder;
using Chimera.Sites.Platforms;
using Chimera.Sites.Tests.Publishing;
using Chimera.Tests.Common;

namespace Chimera.Cli.Tests;

/// <summary>A repository of which a branch is published, as GitHub Pages would, by a web server of the test.</summary>
internal sealed class PublishedBranch : IDisposable
{
    private readonly string _folder;
    private readonly ConcurrentDictionary<string, Foresight> _foreseen = new(StringComparer.Ordinal);
    private readonly RespondingServer _server;

    public PublishedBranch(string folder)
    {
        _folder = Directory.CreateDirectory(folder).FullName;
        Run("init", "--bare", "--quiet", "--initial-branch=main", Repository);
        _server = new RespondingServer(() => Tip is { Length: > 0 } tip ? _foreseen.GetOrAdd(tip, Foresee) : null);
    }

    public string Repository => Path.Combine(_folder, "site.git");

    public Uri Address => _server.Address;

    /// <summary>Visitors get something else than what is published.</summary>
    public bool IsBroken
    {
        set => _server.Spoil = value ? (_, _) => "broken"u8.ToArray() : (_, body) => body;
    }

    /// <summary>What visitors get for a file; null where nothing is published.</summary>
    public string? Text(string file) => Tip is { Length: > 0 } tip ? Run("--git-dir", Repository, "show", $"{tip}:{file}") : null;

    /// <summary>The commit that visitors get; empty for none.</summary>
    public string Commit => Tip;

    /// <summary>Somebody else pushes a change of one file.</summary>
    public void PushByHand(string file, string text)
    {
        var work = Path.Combine(_folder, "theirs");
        Run("clone", "--quiet", "--branch", "gh-pages", Repository, work);
        File.WriteAllText(Path.Combine(work, file), text);
        Run("-C", work, "-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "--quiet", "--all", "--message", "theirs");
        Run("-C", work, "push", "--quiet", "origin", "gh-pages");
        Directory.Delete(work, recursive: true);
    }

    /// <summary>Somebody else moves the branch; without a commit, it is deleted.</summary>
    public void MoveByHand(string? commit) =>
        Run(["--git-dir", Repository, "update-ref", .. commit is null ? new[] { "-d", "refs/heads/gh-pages" } : ["refs/heads/gh-pages", commit]]);

    public void Dispose() => _server.Dispose();

    private string Tip => Run("--git-dir", Repository, "for-each-ref", "--format=%(objectname)", "refs/heads/gh-pages").Trim();

    private Foresight Foresee(string commit)
    {
        var files = Run("--git-dir", Repository, "ls-tree", "-r", "--name-only", commit).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .ToDictionary(file => file, file => Run("--git-dir", Repository, "show", $"{commit}:{file}"), StringComparer.Ordinal);
        return new SiteSimulator(SiteKnowledge.Platforms, [], TimeSpan.FromMinutes(1), TimeProvider.System)
            .Foresee(Platform.GithubPages, SiteFolder.Of(files), DeployContext.Production, CancellationToken.None);
    }

    private string Run(params string[] arguments) => GitCommand.Run(_folder, arguments);
}
