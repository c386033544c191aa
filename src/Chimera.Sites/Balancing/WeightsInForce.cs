using System.Collections.Immutable;

namespace Chimera.Sites.Balancing;

/// <summary>Who gets which part of all requests. The parts are 100 % together.</summary>
/// <param name="Shares">One for each backend, in the order of the declaration.</param>
/// <param name="Panic">Too few are healthy, so everybody has the declared share, as if all were.</param>
public sealed record WeightsInForce(ImmutableArray<Share> Shares, bool Panic)
{
    public bool Equals(WeightsInForce? other) => other is not null && Panic == other.Panic && Shares.SequenceEqual(other.Shares);

    public override int GetHashCode() => Shares.Aggregate(Panic ? 1 : 0, HashCode.Combine);

    /// <summary>
    /// Who returns gets its part of its declared share, no more and no less, whatever happens to the others; the rest is divided among those
    /// that are full as they are declared to each other. So nobody who is healthy falls below its declared share, and nobody who returns jumps.
    /// </summary>
    internal static WeightsInForce Of(ImmutableArray<BackendState> states, int panicBelow)
    {
        var declared = states.Sum(state => (long)state.Weight);
        if (IsPanic(states, panicBelow))
        {
            return new WeightsInForce(Divide([.. states.Select(state => (long)state.Weight)]), Panic: true);
        }

        var full = states.Where(state => state.Standing == Standing.Full).Sum(state => (long)state.Weight);
        var returning = states.Where(state => state.Standing == Standing.Returning).Sum(state => (long)state.Weight * state.Part);
        // All over one denominator: declared times full times a hundred. With nobody full, those that return have it all between them.
        return new WeightsInForce(
            Divide([.. states.Select(state => state.Standing switch
            {
                Standing.Full => ((declared * BackendState.Whole) - returning) * state.Weight,
                _ => (long)state.Weight * state.Part * (full == 0 ? 1 : full),
            })]),
            Panic: false);
    }

    internal static bool IsPanic(ImmutableArray<BackendState> states, int panicBelow)
    {
        var declared = states.Sum(state => (long)state.Weight);
        var healthy = states.Where(state => state.Standing != Standing.Ejected).Sum(state => (long)state.Weight);
        // With nothing healthy there is always panic: there are never no weights at all.
        return healthy == 0 || healthy * 100 < declared * panicBelow;
    }

    /// <summary>Largest remainders; of equal ones the first.</summary>
    private static ImmutableArray<Share> Divide(ImmutableArray<long> parts)
    {
        var sum = parts.Aggregate((Int128)0, (all, part) => all + part);
        var shares = parts.Select(part => (int)((Int128)part * Share.All / sum)).ToArray();
        var left = Share.All - shares.Sum();
        foreach (var index in Enumerable.Range(0, parts.Length).OrderByDescending(index => (Int128)parts[index] * Share.All % sum).Take(left))
        {
            shares[index]++;
        }

        return [.. shares.Select(share => new Share(share))];
    }
}
