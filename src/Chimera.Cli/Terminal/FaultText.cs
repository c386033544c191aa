using Chimera.Engine.Validation.Simulation;

namespace Chimera.Cli.Terminal;

/// <summary>The kinds of simulated faults as people write them, and what they are.</summary>
internal static class FaultText
{
    private static readonly Entry[] Entries =
    [
        new(FaultKind.Slow, "slow", "messages take up to twelve seconds each way"),
        new(FaultKind.Lost, "lost", "calls break off before the host heard them, or before its reply arrived"),
        new(FaultKind.Late, "late", "replies come too late: the host did it, and nobody heard of it"),
        new(FaultKind.Doubled, "doubled", "a host carries some calls out twice, the second time up to a minute later"),
        new(FaultKind.Reordered, "reordered", "calls reach a host after they were given up, behind later ones"),
        new(FaultKind.HalfOpen, "half-open", "connections are dead and do not say so"),
        new(FaultKind.Unreachable, "unreachable", "a host takes no connections, for a while or for good"),
        new(FaultKind.Power, "power", "a host loses its power and comes back later, or never"),
        new(FaultKind.Reboot, "reboot", "a host restarts in the middle, and not always into the generation it should"),
        new(FaultKind.Supervisor, "supervisor", "a host's own supervisor is killed"),
        new(FaultKind.Disk, "disk", "a host has no room for the new generation"),
        new(FaultKind.ReadOnly, "read-only", "a host's disk takes nothing more for a while"),
        new(FaultKind.Lie, "lie", "a host says what is not so"),
        new(FaultKind.Identity, "identity", "a host shows another key, or was installed anew and has forgotten everything"),
        new(FaultKind.HostClock, "host-clock", "a host's clock jumps during a trial"),
        new(FaultKind.Activation, "activation", "the activation fails, or never ends"),
        new(FaultKind.Health, "health", "the new generation fails its checks: always, late, at first, or now and then"),
        new(FaultKind.Wrong, "wrong", "the new generation is wrong, and its checks say so for good"),
        new(FaultKind.Edit, "edit", "somebody has changed a host since the plan was made"),
        new(FaultKind.Crash, "crash", "the controller is killed, once or several times, and started again"),
        new(FaultKind.Stop, "stop", "a person stops the controller and resumes later"),
        new(FaultKind.Record, "record", "the controller's own disk is full for a while"),
        new(FaultKind.Clock, "clock", "the controller's clock jumps by hours"),
        new(FaultKind.Rival, "rival", "a second controller wants something else for some of the same hosts"),
        new(FaultKind.Twin, "twin", "a second controller plans and deploys in the middle of the rollout"),
        new(FaultKind.Panic, "panic", "a person panics, in the middle of the rollout or after it"),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. Entries.Select(entry => entry.Name)];

    public static FaultKind Named(string name) => Entries.First(entry => entry.Name == name).Kind;

    public static string NameOf(FaultKind kind) => Entries.First(entry => entry.Kind == kind).Name;

    public static string Of(FaultKind kind) => Entries.First(entry => entry.Kind == kind).Meaning;

    private sealed record Entry(FaultKind Kind, string Name, string Meaning);
}
