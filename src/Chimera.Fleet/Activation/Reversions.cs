using Chimera.Engine.Validation;
using Chimera.Fleet.Hosts;

namespace Chimera.Fleet.Activation;

/// <summary>Why a host is back at its old generation, in a person's words.</summary>
internal static class Reversions
{
    public const string WithdrawnCode = "activation.withdrawn";

    /// <summary>Null when the answer gives no reason that we know.</summary>
    public static Finding? Of(Answer answer)
    {
        if (answer.One("detail") is not { } detail || Where(answer.One("back")) is not { } where)
        {
            return null;
        }

        // What went wrong on the way back matters more than why it was taken.
        if (answer.One("back") is ['f' or 'k', ..])
        {
            return Finding.Error(
                "activation.revert-failed",
                $"{Cause(answer, detail)?.Message ?? "the generation was taken back"}; {where}",
                "log in and look at what the generation's own program says");
        }

        return Cause(answer, detail) is { } cause ? cause with { Message = $"{cause.Message}; {where}" } : null;
    }

    private static Finding? Cause(Answer answer, string detail) => answer.One("why") switch
    {
        "failed" => Finding.Error(
            "activation.failed", $"the activation exited {Printable.Line(detail)}{LastWords(answer)}", "mend what the activation complains about and deploy again"),
        "deadline" when detail == "activating" => Finding.Error(
            "activation.deadline", "the activation took longer than the trial may last", "find what it hangs on, or raise healthy_deadline"),
        "deadline" => Finding.Error(
            "activation.deadline", "no verdict came before the trial's deadline", "look whether the controller could reach the host, and deploy again"),
        "withdrawn" => Finding.Error(WithdrawnCode, "the controller took the generation back"),
        "interrupted" => Finding.Error(
            "activation.interrupted", $"the change stopped in the middle ({Printable.Line(detail)}): a crash, a kill or a restart of the host", "deploy again"),
        "commit-failed" when detail == "profile" => Finding.Error(
            "activation.commit-failed", "the profile could not be set", "look for free space and permissions where the profile is"),
        "commit-failed" => Finding.Error(
            "activation.commit-failed", $"writing the boot entry exited {Printable.Line(detail)}{LastWords(answer)}", "mend what it complains about and deploy again"),
        _ => null,
    };

    private static string? Where(string? back) => back switch
    {
        "done" => "the host is back at its old generation",
        "nothing" => "there was no old generation to activate, so what it changed may still be there",
        "undone" => "there was no old generation, and the new one took away what it had changed",
        "kept deadline" => "what it changed may still be there, because its bin/deactivate took too long and was ended",
        ['k', 'e', 'p', 't', ' ', .. var code] => $"what it changed may still be there, because its bin/deactivate exited {Printable.Line(code)}",
        "failed deadline" => "going back was ended because the old generation's activation took too long",
        ['f', 'a', 'i', 'l', 'e', 'd', ' ', .. var code] => $"going back, the old generation's activation exited {Printable.Line(code)}",
        _ => null,
    };

    private static string LastWords(Answer answer) =>
        answer.All("log").Select(Printable.Line).LastOrDefault(line => line.Length > 0) is { } last ? $": {last}" : "";
}
