using System.Collections.Immutable;
using Chimera.Engine.Execution;
using Chimera.Engine.Validation;
using Chimera.Fleet.Hosts;
using Chimera.Fleet.Processes;

namespace Chimera.Fleet.Transfer;

/// <summary>Plain <c>nix copy</c>, for hosts that do not take imports. It logs in by itself, once more.</summary>
internal sealed class NixCopy
{
    public async Task<Reply> CopyAsync(
        HostAccess host, ImmutableArray<string> paths, IProgress<string> progress, CancellationToken cancel)
    {
        if (AccessCheck.Refuse(host) is { } bad)
        {
            return new Reply.Refused(bad);
        }

        progress.Report($"the host takes no imports; copying {paths.Length} paths with 'nix copy'");
        var ended = await ChildProcess.RunAsync(Command(host, paths) with { OnErrorLine = progress.Report }, cancel);
        return ended switch
        {
            ChildOutcome.Exited { Code: 0 } => new Reply.Done(),
            ChildOutcome.Exited failed => new Reply.Refused(Finding.Error(
                "transfer.copy-failed", $"'nix copy' failed: {failed.ErrorTail.Trim()}", "let the host take imports: log in as root, or with sudo")),
            _ => new Reply.Refused(Finding.Error("nix.not-found", "'nix' could not be started on the controller", "install Nix (Debian: apt-get install nix-bin)")),
        };
    }

    internal static ChildCommand Command(HostAccess host, ImmutableArray<string> paths) =>
        new("nix", [
            "copy", "--extra-experimental-features", "nix-command", "--no-check-sigs",
            "--to", $"ssh://{(host.User is { } user ? user + "@" : "")}{host.Address}", "--", .. paths])
        {
            Environment = ImmutableDictionary<string, string>.Empty.Add("NIX_SSHOPTS", SshOptions(host)),
        };

    // Nix splits this at white space and knows no quotes; AccessCheck lets no white space through in what is ours.
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
