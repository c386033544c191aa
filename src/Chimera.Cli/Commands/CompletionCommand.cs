using System.CommandLine;
using Chimera.Cli.Terminal;

namespace Chimera.Cli.Commands;

internal static class CompletionCommand
{
    // Each asks the program itself, so that what is completed is what is understood.
    private static readonly Dictionary<string, string> Scripts = new(StringComparer.Ordinal)
    {
        ["bash"] =
            """
            _chimera() {
                local line=${COMP_LINE#* }
                local at=$((COMP_POINT - ${#COMP_LINE} + ${#line}))
                mapfile -t COMPREPLY < <(compgen -W "$(chimera "[suggest:$at]" "$line" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}")
            }
            complete -o default -F _chimera chimera

            """,
        ["zsh"] =
            """
            #compdef chimera
            _chimera() {
                local line="${words[2,-1]}"
                compadd -- ${(f)"$(chimera "[suggest:${#line}]" "$line" 2>/dev/null)"}
            }
            compdef _chimera chimera

            """,
        ["fish"] =
            """
            function __chimera
                set -l line (string replace -r '^\S+\s?' '' -- (commandline -cp))
                chimera "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null
            end
            complete -c chimera -a '(__chimera)'

            """,
    };

    public static Command Create(Streams streams)
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh or fish" }.AcceptOnlyFromAmong([.. Scripts.Keys]);
        var command = new Command("completion", "Print what makes your shell complete verbs and options, e.g. source <(chimera completion bash)") { shell };
        command.SetAction(parsed =>
        {
            streams.Out.Write(Scripts[parsed.GetValue(shell)!]);
            return (int)ExitCode.Ok;
        });
        return command;
    }
}
