using System.ComponentModel;
using System.Diagnostics;

namespace Chimera.Sites.Publishing;

/// <summary>The folder of a site as git sees it.</summary>
internal static class WorkingTree
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The commit that the folder's files are, all of them.</summary>
    /// <returns>Null where they are no commit's: no repository, no git, something changed or new since.</returns>
    public static async Task<string?> CleanCommitAsync(string folder, CancellationToken cancel) =>
        await RunAsync(folder, ["rev-parse", "--verify", "HEAD^{commit}"], cancel) is { } commit && IsCommit(commit.Trim())
        && await RunAsync(folder, ["status", "--porcelain", "--", "."], cancel) is ""
            ? commit.Trim()
            : null;

    /// <summary>The folder from the repository's root, with a slash at its end; empty for the root; null where there is no repository.</summary>
    public static async Task<string?> PrefixAsync(string folder, CancellationToken cancel) =>
        (await RunAsync(folder, ["rev-parse", "--show-prefix"], cancel))?.TrimEnd('\n');

    /// <summary>What identifies a file's bytes in a commit.</summary>
    /// <param name="path">From the repository's root.</param>
    /// <returns>Null for what git does not know.</returns>
    public static async Task<string?> BlobAsync(string folder, string commit, string path, CancellationToken cancel) =>
        IsCommit(commit) && await RunAsync(folder, ["rev-parse", "--verify", "--quiet", $"{commit}:{path}"], cancel) is { } blob && IsCommit(blob.Trim()) ? blob.Trim() : null;

    public static bool IsCommit(string text) => text.Length is 40 or 64 && text.All(char.IsAsciiHexDigitLower);

    private static async Task<string?> RunAsync(string folder, string[] arguments, CancellationToken cancel)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Patience);
        ProcessStartInfo start = new("git", ["-C", folder, .. arguments])
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        // Looking changes nothing, and asks nobody.
        start.Environment["GIT_OPTIONAL_LOCKS"] = "0";
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        using Process process = new() { StartInfo = start };
        try
        {
            process.Start();
            process.StandardInput.Close();
            var errors = process.StandardError.BaseStream.CopyToAsync(Stream.Null, limit.Token);
            var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
            await errors;
            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode == 0 ? output : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            process.Kill(entireProcessTree: true);
            return null;
        }
    }
}
