using System.Text;

namespace Chimera.Cli.Tests;

/// <summary>The reference of the command line is its help; see docs/cli.md.</summary>
public sealed class HelpTests : IDisposable
{
    private static readonly string[][] Verbs =
    [
        [], ["init"], ["plan"], ["deploy"], ["status"], ["diff"], ["rollback"], ["panic"],
        ["quarantine"], ["quarantine", "list"], ["quarantine", "show"], ["quarantine", "replay"], ["quarantine", "discard"], ["simulate"], ["heal"],
        ["certify"], ["verify"], ["monitor"], ["balance"], ["revoke"], ["key"], ["key", "new"], ["key", "show"], ["key", "rotate"],
        ["lab"], ["lab", "up"], ["lab", "down"], ["lab", "status"], ["lab", "break"],
        ["ledger"], ["ledger", "show"], ["ledger", "verify"], ["ledger", "prove"], ["ledger", "check"],
        ["doctor"], ["config"], ["config", "show"], ["config", "schema"],
        ["completion"],
    ];

    private readonly Sandbox _sandbox = new();

    [Fact]
    public async Task The_reference_is_what_the_program_says()
    {
        var page = new StringBuilder(
            """
            # The command line

            <!-- Written from the program's own help: to change it, change the commands. -->

            Data goes to stdout, everything else to stderr. `-o json` is for programs. The first Ctrl-C of a deploy stops gracefully;
            the second leaves at once, which is safe too: hosts on trial go back by themselves, and `chimera deploy --resume` finishes.

            ## Exit codes

            | code | name | meaning |
            |---|---|---|

            """);
        foreach (var (code, name, meaning) in ExitCodes.All)
        {
            page.Append($"| {code} | {name} | {meaning} |\n");
        }

        foreach (var verb in Verbs)
        {
            var run = await Binary.RunAsync(_sandbox, [.. verb, "--help"]);
            Assert.Equal((0, ""), (run.ExitCode, run.Error));
            page.Append($"\n## {string.Join(' ', ["chimera", .. verb])}\n\n```\n{run.Output.TrimEnd()}\n```\n");
        }

        Snapshot.HoldsFile(Path.Combine(Checkout.Root, "docs", "cli.md"), page.ToString());
    }

    [Fact]
    public async Task Every_verb_that_help_lists_is_in_the_reference()
    {
        var run = await Binary.RunAsync(_sandbox, "--help");
        var listed = run.Output[run.Output.IndexOf("Commands:", StringComparison.Ordinal)..]
            .Split('\n').Skip(1).Select(line => line.Trim().Split(' ')[0]).Where(verb => verb.Length > 0);

        Assert.Empty(listed.Except(Verbs.Where(verb => verb.Length == 1).Select(verb => verb[0])));
    }

    public void Dispose() => _sandbox.Dispose();
}
