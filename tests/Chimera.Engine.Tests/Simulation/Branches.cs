using System.Reflection;
using Chimera.Engine.Discovery;
using Chimera.Engine.Execution;
using Chimera.Engine.Record;
using Chimera.Engine.Validation.Simulation;

namespace Chimera.Engine.Tests.Simulation;

/// <summary>
/// What the seeds must lead to, or their silence proves nothing: every case of every closed set that a rollout, a recovery or a host decides by.
/// The sets are read from the code, so a new case counts from the day it is there.
/// </summary>
internal static class Branches
{
    /// <summary>What cannot happen, or not in a simulation, and why. What does happen may not be listed.</summary>
    public static readonly IReadOnlyDictionary<string, string> Impossible = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["reply.Prepare.Reverted"] = "preparing changes nothing, so there is nothing to go back from",
        ["reply.Revert.Reverted"] = "a way back that fails is not simulated: no host is left in order by it, whatever the engine does",
        ["panic.Committed"] = "a panic only takes back",
        ["panic.Unchanged"] = "a panic only takes back",
        ["panic.NotReached"] = "a panic asks every target at once",
        ["panic-life.Interrupted"] = "a panic cannot be asked to stop",
        ["settles.Interrupted"] = "how a look names a trial without a decider; no record says it",
    };

    public static IEnumerable<string> All =>
    [
        .. CasesOf<Outcome>().Select(name => $"outcome.{name}"),
        .. CasesOf<Outcome>().Select(name => $"panic.{name}"),
        .. Enum.GetNames<RecoveryPlace>().SelectMany(place => CasesOf<Recovery>().Select(name => $"recovery.{place}.{name}")),
        .. CasesOf<HealthWatch.Verdict>().Select(name => $"verdict.{name}"),
        .. CasesOf<Health>().Select(name => $"health.{name}"),
        .. Changes.SelectMany(verb => CasesOf<Reply>().Select(name => $"reply.{verb}.{name}")),
        .. Steps.SelectMany(type => (string[])[$"resume.{type}", $"resume.{type}.stopped"]),
        "resume.untouched", "resume.untouched.stopped",
        .. Enum.GetNames<FaultKind>().Select(name => $"fault.{name}"),
        .. Enum.GetNames<LifeEnd>().SelectMany(name => (string[])[$"life.{name}", $"panic-life.{name}"]),
        .. Enum.GetNames<HostEnd>().Select(name => $"host-end.{name}"),
        .. Enum.GetNames<TrialPhase>().Select(name => $"settles.{name}"),
        .. Enum.GetNames<LieKind>().Select(name => $"lie.{name}"),
        .. Enum.GetNames<Effect>().Select(name => $"effect.{name}"),
        .. typeof(Mishap).Assembly.GetTypes().Where(type => type.BaseType == typeof(Mishap)).Select(type => $"mishap.{type.Name}"),
        .. Enum.GetNames<Verb>().SelectMany(verb => ((string[])["half-open", "late", "doubled", "reordered"]).Select(what => $"link.{what}.{verb}")),
        "panic.of-the-last", "panic.of-the-unfinished", "settle.back", "settle.stale", "settle-again.back", "journal.full",
    ];

    private static IEnumerable<Verb> Changes => Enum.GetValues<Verb>().Except([Verb.Observe, Verb.Verify]);

    private static IEnumerable<string> Steps => EventTypes.All.Where(type => type.StartsWith("step.", StringComparison.Ordinal));

    private static IEnumerable<string> CasesOf<T>() => typeof(T).GetNestedTypes(BindingFlags.Public | BindingFlags.NonPublic)
        .Where(type => type.IsSubclassOf(typeof(T))).Select(type => type.Name);
}
