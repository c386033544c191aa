using Chimera.Engine.Validation;
using Chimera.Fleet.Hosts;

namespace Chimera.Fleet.Activation;

/// <summary>Why a host says no before it has changed anything, in a person's words.</summary>
internal static class Refusals
{
    public const string UnpreparedCode = "activation.unprepared";

    public static readonly Finding Awaited = Finding.Error(
        "activation.awaited",
        "the host is prepared, but the new generation is not there; nothing was changed",
        "deploy again, so that what is missing is sent");

    public static readonly Finding NoSupervisor = Finding.Error(
        "activation.no-supervisor",
        "the supervisor did not start on the host, so nothing was activated",
        "look whether the host can start processes (systemd-run, setsid, tmux) and deploy again");

    /// <summary>Null when the answer gives no reason that we know.</summary>
    public static Finding? Of(Answer answer) => (answer.One("why"), answer.One("detail")) switch
    {
        ("held", _) when answer.One("rollout") is { } rollout && answer.One("holder") is { } holder => Finding.Error(
            "activation.held",
            $"the host is held by rollout {Printable.Line(rollout)} of {Printable.Line(holder)}; nothing was changed",
            "wait until that rollout has ended, or end it with 'chimera panic'"),
        ("stale", _) => Finding.Error(
            "activation.stale",
            "the host is no longer at the generation that the plan starts from; nothing was changed",
            "make a new plan: somebody changed the host since this one was made"),
        ("nothing-to-activate", { } path) => Finding.Error(
            "activation.nothing-to-activate",
            $"{Printable.Line(path)} has none of bin/switch-to-configuration, deploy-rs-activate, bin/activate and activate; nothing was changed",
            "deploy a system's toplevel, a deploy-rs profile or a home-manager or system-manager generation"),
        ("missing", { } path) => Finding.Error(
            "activation.missing",
            $"{Printable.Line(path)} is not on the host; nothing was changed",
            "deploy again, so that what is missing is sent"),
        ("unprepared", _) => Finding.Error(
            UnpreparedCode,
            "the host was not prepared for this rollout; nothing was changed",
            "deploy again, or resume the rollout"),
        _ => null,
    };
}
