using Chimera.Engine.Execution;
using Chimera.Engine.Validation;
using Chimera.Fleet.Hosts;
using Chimera.Fleet.Nix;

namespace Chimera.Fleet.Transfer;

/// <summary>What can go wrong with a transfer, in words.</summary>
internal static class TransferFindings
{
    // The shell's own exit code for a program that is not there.
    private const int NotFound = 127;

    private const int LongestSaid = 16 * 1024;

    private const string LookAtStore = "look at the store there with 'nix-store --verify'";

    public const string NotTaken = "the host's store did not take the closure";

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
        || LacksSignature(reply.Error);

    /// <summary>The host's Nix does not take from us what nobody has signed.</summary>
    public static bool LacksSignature(string said) =>
        said.Contains("lacks a signature", StringComparison.Ordinal) || said.Contains("lacks a valid signature", StringComparison.Ordinal);

    /// <summary>An archive that is not what it was said to be is not tried again: an import would not notice.</summary>
    public static Finding DaemonRefused(string said) => said switch
    {
        _ when IsFull(said) => Full(NotTaken),
        _ when said.Contains("mismatch importing path", StringComparison.Ordinal) => Finding.Error(
            "transfer.damaged",
            $"what arrived at the host is not what the controller's store knows: {WordsOf(said)}; nothing was changed",
            "look at the controller's store with 'nix-store --verify --check-contents', and deploy again"),
        _ => Finding.Error("transfer.failed", $"{NotTaken}: {WordsOf(said)}", LookAtStore),
    };

    public static Finding DaemonGone(string address, string why) => Finding.Error(
        "transfer.daemon-gone", $"contact with the Nix daemon of {address} was lost while it took the closure in: {Printable.Line(why)}", "deploy again");

    /// <summary>Preparing changes nothing that runs, so a failure leaves the host what it was.</summary>
    public static Reply Explain(HostReply reply, string what) => reply switch
    {
        HostReply.Unreachable unreachable => new Reply.Unreachable(unreachable.Why),
        HostReply.Broken broken => new Reply.Lost(broken.Why),
        HostReply.Finished { Error: var error } when IsFull(error) => new Reply.Refused(Full(what)),
        HostReply.Finished finished => new Reply.Refused(Finding.Error(
            "transfer.failed", $"{what}: exit code {finished.ExitCode}: {LastWords(finished.Error)}", LookAtStore)),
        _ => throw new ArgumentOutOfRangeException(nameof(reply)),
    };

    // A daemon says nothing but the error itself, in colours and with its trace after it.
    private static string WordsOf(string said) => Printable.Line(NixErrors.MessageOf("error: " + said[..Math.Min(said.Length, LongestSaid)]));

    private static Finding Full(string what) =>
        Finding.Error("transfer.no-room", $"{what}: its disk is full", "free space there, e.g. with 'nix-collect-garbage'");

    // The second is SQLite's, for Nix's own database.
    private static bool IsFull(string error) =>
        error.Contains("No space left", StringComparison.OrdinalIgnoreCase) || error.Contains("disk is full", StringComparison.OrdinalIgnoreCase);

    private static string LastWords(string error)
    {
        var lines = error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return Printable.Line(lines.LastOrDefault(line => line.StartsWith("error:", StringComparison.Ordinal)) ?? lines.LastOrDefault() ?? "no word why");
    }
}
