using System.Collections.ObjectModel;
using System.Diagnostics;
using System.Globalization;
using Chimera.Fleet.Processes;

namespace Chimera.Fleet.Hosts;

/// <summary>
/// How ssh is started. What Chimera must own is set; all else (keys, agent, jump hosts, known hosts) is the person's own
/// ssh configuration. It is never a connection of theirs that is shared, and ssh never asks a question.
/// </summary>
internal static class SshCommand
{
    // A Ctrl-C is meant for Chimera, which then finishes what is under way; the terminal sends it to every process, though.
    // What is ignored stays ignored through exec. A constant: program and arguments come after it, as data.
    private const string Sheltered = "trap '' INT QUIT; exec \"$0\" \"$@\"";

    /// <param name="socket">Where further sessions can be had over this connection; null for nowhere.</param>
    /// <returns>Null when there is no ssh on this machine.</returns>
    public static ProcessStartInfo? Open(HostAccess host, ChannelSettings settings, string command, string? socket) =>
        Start(host, settings, host.HostKeys == HostKeyPolicy.AcceptNew ? "accept-new" : "yes", socket, ["-o", "LogLevel=INFO"], command);

    /// <summary>Asks which key the host shows. Trusts nothing new.</summary>
    public static ProcessStartInfo? AskHostKey(HostAccess host, ChannelSettings settings) =>
        Start(host, settings, "yes", null, ["-v"], "true");

    private static ProcessStartInfo? Start(
        HostAccess host, ChannelSettings settings, string hostKeys, string? socket, ReadOnlySpan<string> verbosity, string command)
    {
        if (ProgramPath.Find(settings.SshProgram) is not { } ssh)
            return null;
        var start = new ProcessStartInfo("/bin/sh")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var arguments = start.ArgumentList;
        foreach (var word in (ReadOnlySpan<string>)["-c", Sheltered, ssh])
            arguments.Add(word);
        foreach (var word in verbosity)
            arguments.Add(word);
        arguments.Add("-T");
        foreach (var option in Options(host, settings, hostKeys, socket))
        {
            arguments.Add("-o");
            arguments.Add(option);
        }

        AddPair(arguments, "-F", host.ConfigFile);
        AddPair(arguments, "-p", host.Port?.ToString(CultureInfo.InvariantCulture));
        AddPair(arguments, "-l", host.User);
        arguments.Add("--");
        arguments.Add(host.Address);
        arguments.Add(command);
        // A jump host's ssh does not inherit BatchMode: this keeps it from asking on the terminal.
        start.Environment["SSH_ASKPASS"] = "/bin/false";
        start.Environment["SSH_ASKPASS_REQUIRE"] = "force";
        // Failures are told apart by their text.
        start.Environment["LC_ALL"] = "C";
        return start;
    }

    private static string[] Options(HostAccess host, ChannelSettings settings, string hostKeys, string? socket) =>
    [
        "BatchMode=yes",
        "StrictHostKeyChecking=" + hostKeys,
        "ConnectTimeout=" + Seconds(host.ConnectTimeout),
        "ServerAliveInterval=" + Seconds(settings.KeepAlive),
        "ServerAliveCountMax=3",
        "ControlMaster=" + (socket is null ? "no" : "yes"),
        "ControlPath=" + (socket ?? "none"),
        "ControlPersist=no",
        "ClearAllForwardings=yes",
        "ForwardAgent=no",
        "ForwardX11=no",
        "PermitLocalCommand=no",
        "RemoteCommand=none",
        "RequestTTY=no",
        "EscapeChar=none",
    ];

    private static string Seconds(TimeSpan time) => Math.Max(1, (long)Math.Ceiling(time.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

    private static void AddPair(Collection<string> arguments, string option, string? value)
    {
        if (value is null)
            return;
        arguments.Add(option);
        arguments.Add(value);
    }
}
