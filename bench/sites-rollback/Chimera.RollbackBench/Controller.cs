using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Chimera.RollbackBench;

/// <summary>The program as it is shipped, run as a person runs it.</summary>
internal sealed class Controller(string chimera, string folder)
{
    public const int TakenBack = 7;

    private const string Page = "/index.html";

    public void Write(string release) => File.WriteAllText(Path.Combine(folder, "site", "index.html"), release);

    /// <returns>The exit code.</returns>
    public int Run(params string[] arguments) => Ask(chimera, arguments).Code;

    /// <summary>When the controller had found the latest release wrong for good.</summary>
    public DateTimeOffset Found()
    {
        var failure = JsonNode.Parse(Chimera("ledger", "show", "--type", "step.failed", "--most", "1", "-o", "json").Split('\n')[0])!;
        return DateTimeOffset.Parse(failure["at"]!.GetValue<string>(), CultureInfo.InvariantCulture);
    }

    /// <summary>When nginx answered checks of the page that visitors ask for, one after the other.</summary>
    public IReadOnlyList<DateTimeOffset> Checks() => [.. Ask("ssh", "-F", Path.Combine(folder, "lab", "ssh_config"), "root@lab1", "cat", "/var/lib/web/checks.log").Output
        .Split('\n')
        .Select(line => line.Split(' '))
        .Where(words => words is [_, Page])
        .Select(words => DateTimeOffset.UnixEpoch.AddSeconds(double.Parse(words[0], CultureInfo.InvariantCulture)))];

    private string Chimera(params string[] arguments) => Ask(chimera, arguments).Output;

    private (int Code, string Output) Ask(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode is 0 or TakenBack
            ? (process.ExitCode, output)
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} exited with {process.ExitCode}: {errors.Result}{output}");
    }
}
