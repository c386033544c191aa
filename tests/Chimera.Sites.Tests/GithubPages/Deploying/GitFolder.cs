using System.Diagnostics;

namespace Chimera.Sites.Tests.GithubPages.Deploying;

/// <summary>A folder for repositories, that goes with the test.</summary>
internal sealed class GitFolder : IDisposable
{
    public GitFolder()
    {
        Run("", "init", "--bare", "--quiet", "--initial-branch=main", Repository);
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
        var blob = Run(text, "hash-object", "-w", "--stdin").Trim();
        var tree = Run($"100644 blob {blob}\tindex.html\n", "mktree").Trim();
        string[] parent = tip.Length > 0 ? ["-p", tip] : [];
        var commit = Run("", ["-c", "user.name=a", "-c", "user.email=a@b", "commit-tree", tree, "-m", text, .. parent]).Trim();
        In("update-ref", $"refs/heads/{branch}", commit);
        return commit;
    }

    public string In(params string[] arguments) => Run("", arguments);

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private string Run(string input, params string[] arguments)
    {
        ProcessStartInfo start = new("git", arguments)
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path,
        };
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        if (arguments[0] != "init")
        {
            start.Environment["GIT_DIR"] = Repository;
        }

        using var git = Process.Start(start)!;
        git.StandardInput.Write(input);
        git.StandardInput.Close();
        var complaints = git.StandardError.ReadToEndAsync();
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        Assert.True(git.ExitCode == 0, $"git {string.Join(' ', arguments)}: {complaints.Result}");
        return output;
    }
}
