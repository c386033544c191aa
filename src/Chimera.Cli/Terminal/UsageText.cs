using System.CommandLine;
using System.CommandLine.Parsing;
using Chimera.Engine.Truth.Documents;

namespace Chimera.Cli.Terminal;

/// <summary>What a command line that was not understood gets: each error on a line, and where to read on.</summary>
internal static class UsageText
{
    public static ExitCode Write(ParseResult parsed, TextWriter error)
    {
        var command = parsed.CommandResult.Command;
        foreach (var message in Messages(parsed, command))
        {
            error.WriteLine($"error: {FindingText.OneLine(message)} [usage]");
        }

        error.WriteLine($"see '{string.Join(' ', Path(parsed.CommandResult))} --help'");
        return ExitCode.Usage;
    }

    private static List<string> Messages(ParseResult parsed, Command command)
    {
        List<string> unknown = [.. parsed.UnmatchedTokens.Select(token => $"'{token}' is not known here; {Hint(token, command)}")];

        // The parser complains about the missing verb and about each unknown word again; once is enough.
        var others = parsed.Errors
            .Select(error => error.Message.TrimEnd('.'))
            .Where(message => !parsed.UnmatchedTokens.Any(token => message.Contains($"'{token}'", StringComparison.Ordinal)))
            .Where(message => message != "Required command was not provided");
        List<string> all = [.. unknown, .. others.Distinct(StringComparer.Ordinal)];
        return all.Count > 0 ? all : [$"a verb is missing; {Known(command)}"];
    }

    private static string Hint(string token, Command command)
    {
        IEnumerable<string> options = [.. Ancestors(command).SelectMany(known => known.Options).Where(option => !option.Hidden).Select(option => option.Name), "--help"];
        return Nearest.Hint(token, [.. token.StartsWith('-') ? options : command.Subcommands.Select(verb => verb.Name)], command.Subcommands.Count > 0 ? Known(command) : "remove it");
    }

    private static string Known(Command command) => $"there are: {string.Join(", ", command.Subcommands.Select(verb => verb.Name))}";

    private static IEnumerable<Command> Ancestors(Command command) =>
        command.Parents.OfType<Command>().SelectMany(Ancestors).Prepend(command);

    private static IEnumerable<string> Path(CommandResult command) =>
        command.Parent is CommandResult parent ? Path(parent).Append(command.Command.Name) : ["chimera"];
}
