using System.CommandLine;

namespace Chimera.Cli.Terminal;

/// <summary>What a command line that was not understood gets: each error on a line, and where to read on.</summary>
internal static class UsageText
{
    public static ExitCode Write(ParseResult parsed, TextWriter error)
    {
        foreach (var message in parsed.Errors.Select(e => e.Message).Distinct(StringComparer.Ordinal))
        {
            error.WriteLine($"error: {FindingText.OneLine(message.TrimEnd('.'))} [usage]");
        }

        var path = string.Join(' ', Path(parsed.CommandResult));
        error.WriteLine($"see '{path} --help'");
        return ExitCode.Usage;
    }

    private static IEnumerable<string> Path(System.CommandLine.Parsing.CommandResult command) =>
        command.Parent is System.CommandLine.Parsing.CommandResult parent
            ? Path(parent).Append(command.Command.Name)
            : ["chimera"];
}
