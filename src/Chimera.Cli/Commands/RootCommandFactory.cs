using System.CommandLine;
using Chimera.Cli.Terminal;

namespace Chimera.Cli.Commands;

/// <summary>All verbs, in the order of the loop.</summary>
internal static class RootCommandFactory
{
    public static RootCommand Create(Streams streams)
    {
        var root = new RootCommand("Keep a fleet of Nix hosts, and web sites, congruent with one declared truth")
        {
            InitCommand.Create(streams),
            PlanCommand.Create(streams),
            DeployCommand.Create(streams),
            StatusCommand.Create(streams),
            DiffCommand.Create(streams),
            RollbackCommand.Create(streams),
            PanicCommand.Create(streams),
            SimulateCommand.Create(streams),
            HealCommand.Create(streams),
            LabCommand.Create(streams),
            LedgerCommand.Create(streams),
            DoctorCommand.Create(streams),
            ConfigCommand.Create(streams),
            CompletionCommand.Create(streams),
        };
        foreach (var option in GlobalOptions.All)
        {
            root.Options.Add(option);
        }

        return root;
    }
}
