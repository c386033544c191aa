using Chimera.Engine.Validation.Simulation;

namespace Chimera.Engine.Tests.Simulation;

/// <summary>The seeds that every run of the tests plays, each played when it is first asked for.</summary>
public sealed class Played
{
    public const int Blocks = 20;
    public const int BlockSize = 100;

    private readonly Dictionary<ulong, string> _digests = [];
    private readonly HashSet<string> _reached = new(StringComparer.Ordinal);

    /// <summary>Every branch that any of the seeds led to.</summary>
    public IReadOnlySet<string> Reached
    {
        get
        {
            for (var seed = 0UL; seed < Blocks * BlockSize; seed++)
            {
                DigestOf(seed);
            }

            return _reached;
        }
    }

    /// <summary>Of the trace, after every invariant was seen to hold.</summary>
    public string DigestOf(ulong seed)
    {
        if (_digests.TryGetValue(seed, out var known))
        {
            return known;
        }

        var result = Invariants.Hold(SimulationRun.Run(seed));
        _reached.UnionWith(result.Reached.Keys);
        return _digests[seed] = result.Digest;
    }
}
