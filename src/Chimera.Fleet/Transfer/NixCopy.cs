using System.Collections.Immutable;
using Chimera.Engine.Execution;
using Chimera.Engine.Validation;
using Chimera.Fleet.Hosts;
using Chimera.Fleet.Processes;

namespace Chimera.Fleet.Transfer;

/// <summary>Plain <c>nix copy</c>, for hosts that do not take imports. It logs in by itself, once more.</summary>
internal static class NixCopy
{
    // What serves the copy on the host, run as the sudoers contract allows; Nix adds the arguments.
    private const string ServeAsRoot = "sudo -n /bin/sh -c 'exec nix-store \"$@\"' nix-store";

    public static async Task<Arrival> CopyAsync(HostAccess host, string toplevel, IProgress<string> progress, CancellationToken cancel)
    {
        if (AccessCheck.Refuse(host) is { } bad)
        {
            return Refused(bad);
        }

        if (host.ConfigFile is { } file && file.Any(char.IsWhiteSpace))
        {
            return Refused(Finding.Error(
                "transfer.config-spaces", $"the host takes no imports, and 'nix copy' cannot be given '{file}', because it holds white space", "move the ssh configuration file"));
        }

        progress.Report("the host takes no imports; copying with 'nix copy'");
        return await ChildProcess.RunAsync(Command(host, toplevel) with { OnErrorLine = progress.Report }, cancel) switch
        {
            ChildOutcome.Exited { Code: 0 } => new Arrival.Loose(),
            ChildOutcome.Exited failed => Refused(Finding.Error(
                "transfer.copy-failed", $"'nix copy' failed: {Printable.Line(failed.ErrorTail.Trim())}", "let the host take imports: log in as root, or with sudo")),
            _ => Refused(Finding.Error("nix.not-found", "'nix' could not be started on the controller", "install Nix (Debian: apt-get install nix-bin)")),
        };
    }

    internal static ChildCommand Command(HostAccess host, string toplevel) =>
        new("nix", ["copy", "--extra-experimental-features", "nix-command", "--no-check-sigs", "--to", Destination(host), "--", toplevel])
        {
            Environment = ImmutableDictionary<string, string>.Empty.Add("NIX_SSHOPTS", SshOptions(host)),
        };

    private static Arrival.Failed Refused(Finding why) => new(new Reply.Refused(why));

    private static string Destination(HostAccess host)
    {
        var login = host.User is { } user ? user + "@" : "";
        var program = host.Sudo ? "?remote-program=" + Uri.EscapeDataString(ServeAsRoot) : "";
        return $"ssh://{login}{host.Address}{program}";
    }

    // Nix splits this at white space and knows no quotes; nothing with white space in it gets here.
    private static string SshOptions(HostAccess host)
    {
        List<string> options = ["-o BatchMode=yes", "-o ControlMaster=no", "-o ControlPath=none"];
        if (host.ConfigFile is { } file)
        {
            options.Add($"-F {file}");
        }

        if (host.Port is { } port)
        {
            options.Add($"-p {port}");
        }

        options.Add(host.HostKeys == HostKeyPolicy.AcceptNew ? "-o StrictHostKeyChecking=accept-new" : "-o StrictHostKeyChecking=yes");
        return string.Join(' ', options);
    }
}
