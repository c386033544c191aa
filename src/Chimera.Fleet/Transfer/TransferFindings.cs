using Chimera.Engine.Execution;
using Chimera.Engine.Validation;
using Chimera.Fleet.Hosts;

namespace Chimera.Fleet.Transfer;

/// <summary>What can go wrong with a transfer, in words.</summary>
internal static class TransferFindings
{
    // The shell's own exit code for a program that is not there.
    private const int NotFound = 127;

    public static Finding NotOnController(string toplevel) => Finding.Error(
        "transfer.not-on-controller", $"{toplevel} is not in the controller's store any more", "make a new plan: it builds what is missing");

    public static Finding NoRoom(long needed, long free) => Finding.Error(
        "transfer.no-room",
        $"the host's store has {free / 1024} KiB free and would need {needed / 1024} KiB; nothing was sent",
        "free space there, e.g. with 'nix-collect-garbage', or enlarge the file system");

    /// <summary>The host's Nix has no <c>nix-store --import</c>, or does not let us use it.</summary>
    public static bool TakesNoImports(HostReply.Finished reply) =>
        reply.ExitCode == NotFound
        || reply.Error.Contains("--import", StringComparison.Ordinal)
        || reply.Error.Contains("lacks a signature", StringComparison.Ordinal)
        || reply.Error.Contains("lacks a valid signature", StringComparison.Ordinal);

    /// <summary>Preparing changes nothing that runs, so a failure leaves the host what it was.</summary>
    public static Reply Explain(HostReply reply, string what) => reply switch
    {
        HostReply.Unreachable unreachable => new Reply.Unreachable(unreachable.Why),
        HostReply.Broken broken => new Reply.Lost(broken.Why),
        HostReply.Finished { Error: var error } when IsFull(error) =>
            new Reply.Refused(Finding.Error("transfer.no-room", $"{what}: its disk is full", "free space there, e.g. with 'nix-collect-garbage'")),
        HostReply.Finished finished => new Reply.Refused(Finding.Error(
            "transfer.failed", $"{what}: exit code {finished.ExitCode}: {LastWords(finished.Error)}", "look at the store there with 'nix-store --verify'")),
        _ => throw new ArgumentOutOfRangeException(nameof(reply)),
    };

    // The second is SQLite's, for Nix's own database.
    private static bool IsFull(string error) =>
        error.Contains("No space left", StringComparison.OrdinalIgnoreCase) || error.Contains("disk is full", StringComparison.OrdinalIgnoreCase);

    private static string LastWords(string error)
    {
        var lines = error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return Printable.Line(lines.LastOrDefault(line => line.StartsWith("error:", StringComparison.Ordinal)) ?? lines.LastOrDefault() ?? "no word why");
    }
}
