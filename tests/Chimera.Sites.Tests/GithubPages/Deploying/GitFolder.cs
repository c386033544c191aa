using Chimera.Tests.Common;

namespace Chimera.Sites.Tests.GithubPages.Deploying;

/// <summary>A folder for repositories, that goes with the test.</summary>
internal sealed class GitFolder : IDisposable
{
    public GitFolder()
    {
        GitCommand.Run(Path, "init", "--bare", "--quiet", "--initial-branch=main", Repository);
        In("config", "receive.unpackLimit", "1"); // What is sent twice is there twice, and counted.
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("chimera-pages-").FullName;

    /// <summary>The one that is published.</summary>
    public string Repository => System.IO.Path.Combine(Path, "site.git");

    public string Cache => System.IO.Path.Combine(Path, "cache");

    /// <summary>What the branch leads to; empty when there is none.</summary>
    public string Tip(string branch = "gh-pages")
    {
        // No ref is ever packed here, so that the file says it, as often as a test asks.
        var file = System.IO.Path.Combine(Repository, "refs", "heads", branch);
        return File.Exists(file) ? File.ReadAllText(file).Trim() : "";
    }

    public string[] Refs() => In("for-each-ref", "--format=%(refname)").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public string[] Files(string commit) => In("ls-tree", "-r", "-z", "--name-only", commit).Split('\0', StringSplitOptions.RemoveEmptyEntries);

    public string Text(string commit, string path) => In("show", $"{commit}:{path}");

    public long Objects() => In("count-objects", "-v").Split('\n').Where(line => line.StartsWith("count:", StringComparison.Ordinal) || line.StartsWith("in-pack:", StringComparison.Ordinal))
        .Sum(line => long.Parse(line.Split(' ')[1]));

    /// <summary>Somebody else pushes one file.</summary>
    public string PushByHand(string text = "by hand", string branch = "gh-pages")
    {
        var tip = Tip(branch);
        var blob = Feed(text, "hash-object", "-w", "--stdin").Trim();
        var tree = Feed($"100644 blob {blob}\tindex.html\n", "mktree").Trim();
        string[] parent = tip.Length > 0 ? ["-p", tip] : [];
        var commit = In(["-c", "user.name=a", "-c", "user.email=a@b", "commit-tree", tree, "-m", text, .. parent]).Trim();
        In("update-ref", $"refs/heads/{branch}", commit);
        return commit;
    }

    public string In(params string[] arguments) => Feed("", arguments);

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private string Feed(string input, params string[] arguments) => GitCommand.Feed(Path, input, ["--git-dir", Repository, .. arguments]);
}
