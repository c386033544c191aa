using System.Text.Json;
using Chimera.Engine.Validation.Simulation;

namespace Chimera.Cli.Terminal;

/// <summary>The kinds of simulated faults as people write them, and what they are.</summary>
internal static class FaultText
{
    public static readonly IReadOnlyDictionary<string, FaultKind> ByName = FaultKinds.All.ToDictionary(NameOf, StringComparer.Ordinal);

    public static string NameOf(FaultKind kind) => JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());

    public static string Of(FaultKind kind) => kind switch
    {
        FaultKind.Slow => "messages take up to twelve seconds each way",
        FaultKind.Lost => "calls break off before the host heard them, or before its reply arrived",
        FaultKind.Late => "replies come too late: the host did it, and nobody heard of it",
        FaultKind.Doubled => "a host carries some calls out twice, the second time up to a minute later",
        FaultKind.Reordered => "calls reach a host after they were given up, behind later ones",
        FaultKind.HalfOpen => "connections are dead and do not say so",
        FaultKind.Unreachable => "a host takes no connections, for a while or for good",
        FaultKind.Power => "a host loses its power and comes back later, or never",
        FaultKind.Reboot => "a host restarts in the middle, and not always into the generation it should",
        FaultKind.Supervisor => "a host's own supervisor is killed",
        FaultKind.Disk => "a host has no room for the new generation",
        FaultKind.ReadOnly => "a host's disk takes nothing more for a while",
        FaultKind.Lie => "a host says what is not so",
        FaultKind.Identity => "a host shows another key, or was installed anew and has forgotten everything",
        FaultKind.HostClock => "a host's clock jumps during a trial",
        FaultKind.Activation => "the activation fails, or never ends",
        FaultKind.Health => "the new generation fails its checks: always, late, at first, or now and then",
        FaultKind.Edit => "somebody has changed a host since the plan was made",
        FaultKind.Crash => "the controller is killed, once or several times, and started again",
        FaultKind.Stop => "a person stops the controller and resumes later",
        FaultKind.Record => "the controller's own disk is full for a while",
        FaultKind.Clock => "the controller's clock jumps by hours",
        FaultKind.Rival => "a second controller wants something else for some of the same hosts",
        FaultKind.Twin => "a second controller plans and deploys in the middle of the rollout",
        FaultKind.Panic => "a person panics, in the middle of the rollout or after it",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
