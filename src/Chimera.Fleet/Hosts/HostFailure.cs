using Chimera.Engine.Validation;

namespace Chimera.Fleet.Hosts;

/// <summary>Findings about a channel that was open. Each means: the operation may or may not have run.</summary>
internal static class HostFailure
{
    private const string LookAgain = "look at the host's state before trying again: the operation may have run";

    public const string DeadlineCode = "host.deadline-passed";

    public static Finding DeadlinePassed(HostAccess host, HostCall call) => Finding.Error(
        DeadlineCode,
        $"{host.Address} did not finish '{call.Operation}' within {call.Deadline.TotalSeconds:0.###} s, so the connection was given up",
        LookAgain + ", or allow it more time");

    public static Finding ReplyGarbled(HostAccess host, HostCall call) => Finding.Error(
        "host.reply-garbled",
        $"what {host.Address} sent during '{call.Operation}' is not the host protocol, so the connection was given up",
        LookAgain);

    public static Finding ReplyTooLarge(HostAccess host, HostCall call) => Finding.Error(
        "host.reply-too-large",
        $"'{call.Operation}' on {host.Address} wrote more than is taken as a reply, so the connection was given up",
        LookAgain);

    public static Finding InputShort(HostAccess host, HostCall call) => Finding.Error(
        "host.input-short",
        $"the input of '{call.Operation}' for {host.Address} ended before the {call.InputLength} bytes that were announced, so the connection was given up",
        LookAgain);

    public static Finding ContactLost(HostAccess host, HostCall call, int exitCode, string lastLines) => Finding.Error(
        "ssh.contact-lost",
        $"the connection to {host.Address} broke during '{call.Operation}' (ssh exit code {exitCode}{LastLine(lastLines)})",
        LookAgain);

    private static string LastLine(string lines)
    {
        var line = Printable.Line(lines.TrimEnd()[(lines.TrimEnd().LastIndexOf('\n') + 1)..]);
        return line.Length == 0 ? "" : ": " + line;
    }
}
