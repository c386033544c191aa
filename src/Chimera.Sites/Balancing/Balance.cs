using System.Collections.Immutable;

namespace Chimera.Sites.Balancing;

/// <summary>
/// From declared weights and what the checks said, the weights in force. A value: the same rounds lead to the same
/// weights, and time comes in with each round.
/// The states and their invariants are in <c>docs/balancing.md</c>.
/// </summary>
public sealed class Balance
{
    private readonly BalanceRules _rules;
    private Balance(BalanceRules rules, ImmutableArray<BackendState> backends, DateTimeOffset stepped) =>
        (_rules, Backends, SteppedAt, InForce) = (rules, backends, stepped, WeightsInForce.Of(backends, rules.PanicBelow));

    /// <summary>In the order of the declaration.</summary>
    public ImmutableArray<BackendState> Backends { get; }

    public WeightsInForce InForce { get; }

    /// <summary>When the last interval began in which those that return gained a step.</summary>
    public DateTimeOffset SteppedAt { get; }

    /// <exception cref="ArgumentException">No backend has any weight.</exception>
    public static Balance Of(IEnumerable<(string Name, int Weight)> declared, BalanceRules rules, DateTimeOffset now)
    {
        ImmutableArray<BackendState> backends = [.. declared.Select(one => BackendState.Of(one.Name, one.Weight))];
        return backends.Any(backend => backend.Weight > 0) && backends.All(backend => backend.Weight >= 0)
            ? new Balance(rules, backends, now)
            : throw new ArgumentException("no backend has any weight", nameof(declared));
    }

    /// <summary>Goes on from what is in force already; whoever is not named there is trusted.</summary>
    /// <param name="parts">With how many percent of its declared share each is trusted.</param>
    public static Balance Resume(
        IEnumerable<(string Name, int Weight)> declared, IReadOnlyDictionary<string, int> parts, BalanceRules rules, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(parts);
        return new Balance(
            rules,
            [.. Of(declared, rules, now).Backends.Select(backend => backend with { Part = Math.Clamp(parts.GetValueOrDefault(backend.Name, BackendState.Whole), 0, BackendState.Whole) })],
            now);
    }

    /// <param name="results">What each check said, by the backend's name; who was not asked is not in it, and stays as it is.</param>
    /// <param name="at">When; a clock that goes back costs an interval and nothing else.</param>
    public Balance After(IReadOnlyDictionary<string, CheckResult> results, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(results);
        var mayStep = at - SteppedAt >= _rules.Every;
        ImmutableArray<BackendState> next = [.. Backends.Select(backend => backend.After(results.GetValueOrDefault(backend.Name), _rules, mayStep))];
        if (InForce.Panic || WeightsInForce.IsPanic(next, _rules.PanicBelow))
        {
            // In panic everybody carries the declared share already: who is healthy again, also in the round that ends it,
            // has nothing to return from.
            next = [.. next.Select(backend => backend.Standing == Standing.Returning ? backend with { Part = BackendState.Whole } : backend)];
        }

        return new Balance(_rules, next, mayStep || at < SteppedAt ? at : SteppedAt);
    }
}
