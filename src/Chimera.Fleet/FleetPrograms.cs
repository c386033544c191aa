using System.Collections.Immutable;
using Chimera.Engine.Validation;
using Chimera.Fleet.Processes;

namespace Chimera.Fleet;

/// <summary>The programs that the fleet needs on the controller.</summary>
public sealed record FleetPrograms(string Name, string? Version, Finding? Missing)
{
    public static async Task<ImmutableArray<FleetPrograms>> LookAsync(CancellationToken cancel) =>
    [
        await LookAsync("nix", ["--version"], Finding.Error("nix.not-found", "'nix' is not installed", "install Nix (Debian: apt-get install nix-bin)"), cancel),
        await LookAsync("ssh", ["-V"], Finding.Error("ssh.not-found", "'ssh' is not installed", "install the OpenSSH client (Debian: apt-get install openssh-client)"), cancel),
    ];

    private static async Task<FleetPrograms> LookAsync(string program, ImmutableArray<string> arguments, Finding missing, CancellationToken cancel) =>
        await ChildProcess.RunAsync(new ChildCommand(program, arguments), cancel) is ChildOutcome.Exited { Code: 0 } ran
            ? new FleetPrograms(program, (ran.Output + ran.ErrorTail).Trim(), null)
            : new FleetPrograms(program, null, missing);
}
