using System.Diagnostics;

namespace Chimera.Tests.Common;

/// <summary>Runs git in a folder, without anything that a person configured.</summary>
internal static class GitCommand
{
    public static string Run(string folder, params string[] arguments) => Feed(folder, "", arguments);

    /// <param name="input">What git reads.</param>
    public static string Feed(string folder, string input, params string[] arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", arguments)
        {
            UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder,
            Environment = { ["GIT_CONFIG_GLOBAL"] = "/dev/null", ["GIT_CONFIG_NOSYSTEM"] = "1" },
        })!;
        var complaints = git.StandardError.ReadToEndAsync();
        git.StandardInput.Write(input);
        git.StandardInput.Close();
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        Assert.True(git.ExitCode == 0, $"git {string.Join(' ', arguments)}: {complaints.Result}");
        return output;
    }
}
