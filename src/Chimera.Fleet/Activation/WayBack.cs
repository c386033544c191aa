using System.Collections.Frozen;
using Chimera.Engine.Discovery;

namespace Chimera.Fleet.Activation;

/// <summary>The answer of <c>op_revert</c>: what became of it, and the look at the host that came after it; none where nothing was changed.</summary>
internal sealed record WayBack(TrialState State, Sighting.Seen? Seen)
{
    private static readonly FrozenSet<string> Once = FrozenSet.Create([.. TrialState.Keys.Once, .. SightingReader.Keys.Once]);

    private static readonly FrozenSet<string> Often = FrozenSet.Create([.. TrialState.Keys.Often, .. SightingReader.Keys.Often]);

    /// <summary>Null when the answer is none of ours.</summary>
    public static WayBack? Read(string output)
    {
        if (Answer.Read(output, Once, Often) is not { } answer || TrialState.Read(answer) is not { } state)
        {
            return null;
        }

        var seen = state is TrialState.Reverted ? SightingReader.Read(answer) : null;
        return state is TrialState.Reverted && seen is null ? null : new WayBack(state, seen);
    }
}
