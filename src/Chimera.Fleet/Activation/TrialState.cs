using System.Collections.Frozen;
using System.Collections.Immutable;
using Chimera.Engine.Validation;

namespace Chimera.Fleet.Activation;

/// <summary>What a host says has become of a rollout on it. A closed set.</summary>
internal abstract record TrialState
{
    // unix(7): 108 bytes with the NUL.
    private const int LongestSocket = 107;

    private static readonly FrozenSet<string> Once =
        FrozenSet.Create("state", "why", "detail", "back", "rollout", "holder", "daemon");

    private static readonly FrozenSet<string> Often = FrozenSet.Create("log");

    private static readonly FrozenSet<string> Phases = FrozenSet.Create("armed", "activating", "committing", "reverting");

    private TrialState()
    {
    }

    internal sealed record OnTrial : TrialState;

    internal sealed record Committed : TrialState;

    /// <summary>The generations are there and rooted, and there is a place for the trial.</summary>
    internal sealed record Prepared : TrialState;

    /// <summary>Prepared, but for the new generation, which is not there.</summary>
    /// <param name="Daemon">The socket at which Nix's daemon listens there, as the host says; null where none does.</param>
    internal sealed record Awaited(string? Daemon) : TrialState;

    /// <summary>The host never heard of it.</summary>
    internal sealed record Unknown : TrialState;

    /// <param name="Clean">The old generation's own activation succeeded, or there was none to run.</param>
    internal sealed record Reverted(Finding Why, bool Clean) : TrialState;

    internal sealed record Refused(Finding Why) : TrialState;

    /// <summary>Something is still being done; only another look can tell how it ends.</summary>
    internal sealed record UnderWay(string Phase) : TrialState;

    /// <summary>Null when the answer is none of ours.</summary>
    public static TrialState? Read(string output) => Answer.Read(output, Once, Often) is { } answer ? Read(answer) : null;

    public static TrialState? Read(Answer answer) => answer.One("state") switch
    {
        "on-trial" => new OnTrial(),
        "committed" => new Committed(),
        "prepared" => new Prepared(),
        "awaited" => new Awaited(SocketOf(answer)),
        "unknown" or "none" => new Unknown(),
        "refused" => Refusals.Of(answer) is { } why ? new Refused(why) : null,
        "reverted" when answer.One("why") is "no-supervisor" => new Refused(Refusals.NoSupervisor),
        "reverted" => Reversions.Of(answer) is { } why ? new Reverted(why, IsClean(answer)) : null,
        { } phase when Phases.Contains(phase) => new UnderWay(phase),
        _ => null,
    };

    /// <summary>The keys that <see cref="Read(Answer)"/> knows, with those that come several times.</summary>
    public static (ImmutableArray<string> Once, ImmutableArray<string> Often) Keys => ([.. Once], [.. Often]);

    // What no socket could have as its name is no socket to us.
    private static string? SocketOf(Answer answer) =>
        answer.One("daemon") is { Length: > 1 and <= LongestSocket } path && path[0] == '/' && !path.Any(char.IsControl) ? path : null;

    private static bool IsClean(Answer answer) => answer.One("back") is "done" or "nothing" or "undone";
}
