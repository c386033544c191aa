namespace Chimera.Cli.Tests;

/// <summary>What one run of the program said, redacted.</summary>
/// <param name="Raw">Its standard output as it was.</param>
internal sealed record Run(string Arguments, int ExitCode, string Output, string Error, string Raw)
{
    /// <summary>All of it in one text, as snapshots hold it.</summary>
    public override string ToString() => $"$ chimera {Arguments}\n{Output}{(Error.Length == 0 ? "" : $"--- stderr\n{Error}")}--- exit {ExitCode}\n";
}
