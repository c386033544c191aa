using System.Text.RegularExpressions;
using Chimera.Engine.Validation;

namespace Chimera.Fleet.Nix;

/// <summary>
/// Finds the builder that failed first and what it said last. Up to 2.31 Nix writes <c>builder for 'X.drv' failed with …</c>,
/// since then <c>Cannot build 'X.drv'.</c> and <c>Reason: …</c> below; the log stands before it, or below it marked by <c>&gt;</c>.
/// </summary>
internal static partial class BuildErrors
{
    private const int LastLines = 3;
    private const string ReasonMark = "Reason: ";

    public static Finding Explain(string asked, string stderr)
    {
        var lines = NixErrors.Lines(stderr);
        var at = Array.FindIndex(lines, line => Failed().IsMatch(line));
        if (at < 0)
            return Finding.Error("nix.build-failed", $"{asked} does not build: {NixErrors.MessageOf(stderr)}", "correct what Nix names, then try again");
        var failed = Failed().Match(lines[at]);
        var derivation = failed.Groups["derivation"].Value;
        var how = failed.Groups["how"].Value is { Length: > 0 } said ? said : Reason(lines[at..]);
        var log = LogOf(lines, at);
        return Finding.Error(
            "nix.build-failed",
            NixErrors.Shorten($"{derivation} does not build: {how}{(log.Length > 0 ? ": " + string.Join(" | ", log) : "")}"),
            $"read the whole log with 'nix-store --read-log {derivation}', correct what it names, then try again");
    }

    private static string Reason(string[] lines) =>
        lines.Skip(1).Select(line => line.Trim()).FirstOrDefault(line => line.StartsWith(ReasonMark, StringComparison.Ordinal))?[ReasonMark.Length..].TrimEnd('.') ?? "it failed";

    private static string[] LogOf(string[] lines, int failure)
    {
        var quoted = lines.Skip(failure + 1).TakeWhile(line => !Failed().IsMatch(line)).Select(line => Quoted().Match(line)).Where(match => match.Success);
        string[] below = [.. quoted.Select(match => match.Groups["text"].Value.Trim())];
        var log = below.Length > 0 ? below : lines.Take(failure).Where(line => !Chatter().IsMatch(line)).Select(line => line.Trim());
        return [.. log.Where(line => line.Length > 0).TakeLast(LastLines)];
    }

    [GeneratedRegex(@"(?<how>)error: Cannot build '(?<derivation>[^']+)'|(error|note): builder for '(?<derivation>[^']+)' (?<how>failed[^;:]*)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Failed();

    [GeneratedRegex(@"^\s*> (?<text>.*)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^(building|copying|querying|downloading) |^(this|these) .*(derivation|path)s? will be |^  /|^warning: |^\s*error: |^don't know how to build", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Chatter();
}
