using Chimera.Engine.Validation;
using Chimera.Fleet.Declaration;
using Chimera.Fleet.Hosts;

namespace Chimera.Fleet.Activation;

/// <summary>What a failed check says, in a person's words.</summary>
internal static class CheckFindings
{
    /// <param name="result">The host's word: why, and a number or -.</param>
    public static Finding Of(HealthCheck check, string result, string output)
    {
        var (why, detail) = result.Split(' ', 2) is [var first, var second] ? (first, Printable.Line(second)) : (result, "-");
        var said = output.Length > 0 ? $": {output}" : "";
        return (check, why) switch
        {
            (_, "timeout") => Timeout(check, said),
            (HealthCheck.Command command, "command") => Finding.Error(
                "health.command-failed", $"'{Printable.Line(command.Line)}' exited {detail}{said}"),
            (HealthCheck.Tcp tcp, "tcp") => Finding.Error("health.tcp-refused", $"nothing accepts connections on port {tcp.Port} of the host"),
            (HealthCheck.Http http, "http-status") => Status(http, detail),
            (HealthCheck.Http http, "http") => Unanswered(http, output),
            (HealthCheck.Unit unit, "unit") => Finding.Error("health.unit-inactive", $"unit {Printable.Line(unit.Name)} is not active{said}"),
            (HealthCheck.Unit unit, "no-systemd") => Finding.Error(
                "health.no-systemd", $"unit {Printable.Line(unit.Name)} cannot be checked: the host does not run systemd", "check it with a command instead"),
            (_, "no-tcp-tool") => Finding.Error(
                "health.no-tool", "the host has neither nc nor bash to try a port with", "check it from the controller, or with a command"),
            (_, "no-http-tool") => Finding.Error(
                "health.no-tool", "the host has neither curl nor wget to ask a URL with", "check it from the controller, or with a command"),
            _ => HostFailures.BadReply("probe", result),
        };
    }

    public static Finding Timeout(HealthCheck check, string said = "") => Finding.Error(
        "health.timeout", $"{Name(check)} took longer than {check.Timeout.TotalSeconds:0.###} s{said}", "find what it waits for, or raise its timeout");

    public static Finding Status(HealthCheck.Http http, string status) => Finding.Error(
        "health.http-status", $"{Printable.Line(http.Url)} answers {status}, not {http.Status}");

    public static Finding Unanswered(HealthCheck.Http http, string why) => Finding.Error(
        "health.http-failed", $"{Printable.Line(http.Url)} does not answer{(why.Length > 0 ? $": {Printable.Line(why)}" : "")}");

    private static string Name(HealthCheck check) => check switch
    {
        HealthCheck.Command command => $"'{Printable.Line(command.Line)}'",
        HealthCheck.Tcp tcp => $"connecting to port {tcp.Port}",
        HealthCheck.Http http => Printable.Line(http.Url),
        HealthCheck.Unit unit => $"unit {Printable.Line(unit.Name)}",
        _ => throw new InvalidOperationException("no such check"),
    };
}
