using System.CommandLine;
using Chimera.Cli.Terminal;

namespace Chimera.Cli.Commands;

/// <summary>All verbs, in the order of the loop.</summary>
internal static class RootCommandFactory
{
    private static readonly Verb[] Verbs =
    [
        new("init", InitCommand.Create),
        new("plan", PlanCommand.Create),
        new("deploy", DeployCommand.Create),
        new("status", StatusCommand.Create),
        new("diff", DiffCommand.Create),
        new("rollback", RollbackCommand.Create),
        new("panic", PanicCommand.Create),
        new("quarantine", QuarantineCommand.Create),
        new("simulate", SimulateCommand.Create),
        new("heal", HealCommand.Create),
        new("certify", CertifyCommand.Create),
        new("verify", VerifyCommand.Create),
        new("monitor", MonitorCommand.Create),
        new("balance", BalanceCommand.Create),
        new("revoke", RevokeCommand.Create),
        new("key", KeyCommand.Create),
        new("lab", LabCommand.Create),
        new("ledger", LedgerCommand.Create),
        new("doctor", DoctorCommand.Create),
        new("config", ConfigCommand.Create),
        new("completion", CompletionCommand.Create),
    ];

    /// <summary>The verb that the arguments begin with, or, when they begin with something else, all: the one that runs needs no other.</summary>
    public static Command Create(string[] arguments, Streams streams)
    {
        const string Purpose = "Keep a fleet of Nix hosts, and web sites, congruent with one declared truth";
        var asked = arguments.Length > 0 ? Array.Find(Verbs, verb => verb.Name == arguments[0]) : null;

        // A root command brings help with it, which has all its texts at hand before anybody asks.
        var root = asked is null || Array.Exists(arguments, AsksForHelp) ? new RootCommand(Purpose) : new Command("chimera", Purpose);
        foreach (var verb in asked is null ? Verbs : [asked])
        {
            root.Subcommands.Add(verb.Create(streams));
        }

        foreach (var option in GlobalOptions.All)
        {
            root.Options.Add(option);
        }

        return root;
    }

    // Short options may stand together behind one hyphen.
    private static bool AsksForHelp(string argument) =>
        argument is "--help" or "/h" or "/?" || (argument is ['-', not '-', ..] && argument.AsSpan().ContainsAny('h', '?'));

    private sealed record Verb(string Name, Func<Streams, Command> Create);
}
