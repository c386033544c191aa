using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Chimera.RollbackBench;

/// <summary>The program as it is shipped, run as a person runs it.</summary>
internal sealed class Controller(string chimera, string folder)
{
    // Reverted is what is measured; everything else arrived.
    private const int Failed = 7;

    public void Write(string release) => File.WriteAllText(Path.Combine(folder, "site", "index.html"), release);

    public void Run(params string[] arguments) => Ask(arguments);

    /// <summary>When the controller found the last check failing for good.</summary>
    public DateTimeOffset LastFailure()
    {
        var lines = Ask("ledger", "show", "-f", "good.yaml", "-o", "json").Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var failure = lines.Select(line => JsonNode.Parse(line)!).Last(line => line["type"]!.GetValue<string>() == "step.failed");
        return DateTimeOffset.Parse(failure["at"]!.GetValue<string>(), CultureInfo.InvariantCulture);
    }

    private string Ask(params string[] arguments)
    {
        ProcessStartInfo start = new(chimera, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode is 0 or Failed
            ? output
            : throw new InvalidOperationException($"chimera {string.Join(' ', arguments)} exited with {process.ExitCode}: {errors.Result}{output}");
    }
}
