using System.CommandLine;
using Chimera.Cli.Terminal;

namespace Chimera.Cli.Commands;

/// <summary>All verbs, in the order of the loop.</summary>
internal static class RootCommandFactory
{
    private static readonly (string Name, Func<Streams, Command> Create)[] Verbs =
    [
        ("init", InitCommand.Create),
        ("plan", PlanCommand.Create),
        ("deploy", DeployCommand.Create),
        ("status", StatusCommand.Create),
        ("diff", DiffCommand.Create),
        ("rollback", RollbackCommand.Create),
        ("panic", PanicCommand.Create),
        ("simulate", SimulateCommand.Create),
        ("heal", HealCommand.Create),
        ("certify", CertifyCommand.Create),
        ("verify", VerifyCommand.Create),
        ("revoke", RevokeCommand.Create),
        ("key", KeyCommand.Create),
        ("lab", LabCommand.Create),
        ("ledger", LedgerCommand.Create),
        ("doctor", DoctorCommand.Create),
        ("config", ConfigCommand.Create),
        ("completion", CompletionCommand.Create),
    ];

    /// <summary>The verb that the arguments begin with, or, when they begin with something else, all: the one that runs needs no other.</summary>
    public static RootCommand Create(IReadOnlyList<string> arguments, Streams streams)
    {
        var root = new RootCommand("Keep a fleet of Nix hosts, and web sites, congruent with one declared truth");
        var asked = arguments.Count > 0 ? Array.FindIndex(Verbs, verb => verb.Name == arguments[0]) : -1;
        foreach (var verb in asked < 0 ? Verbs : [Verbs[asked]])
        {
            root.Subcommands.Add(verb.Create(streams));
        }

        foreach (var option in GlobalOptions.All)
        {
            root.Options.Add(option);
        }

        return root;
    }
}
