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
        FaultKind.Unreachable => "a host takes no connections, for a while or for good",
        FaultKind.Power => "a host loses its power and comes back later, or never",
        FaultKind.Disk => "a host has no room for the new generation",
        FaultKind.Activation => "the activation fails, or never ends",
        FaultKind.Health => "the new generation fails its checks: always, late, at first, or now and then",
        FaultKind.Edit => "somebody has changed a host since the plan was made",
        FaultKind.Crash => "the controller is killed, once or several times, and started again",
        FaultKind.Stop => "a person stops the controller and resumes later",
        FaultKind.Record => "the controller's own disk is full for a while",
        FaultKind.Rival => "a second controller wants some of the same hosts",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
