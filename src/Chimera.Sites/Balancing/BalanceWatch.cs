using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Chimera.Sites.Balancing;

/// <summary>Checks the backends of a balancer and says which weights follow.</summary>
/// <param name="path">What each is asked for.</param>
public sealed class BalanceWatch(IReadOnlyList<Backend> backends, BalanceRules rules, string path, BackendChecks checks, TimeProvider time)
{
    /// <summary>Looks as often in a row as it takes to call a backend that fails ejected; those that answer are asked once.</summary>
    public async Task<BalanceLook> OnceAsync(CancellationToken cancel)
    {
        var now = time.GetUtcNow();
        var look = await RoundAsync(Begin(now), backends, now, cancel);
        for (var round = 1; round < rules.UnhealthyAfter; round++)
        {
            List<Backend> failing = [.. backends.Where(backend => look.Results[backend.Name] is CheckResult.Failed)];
            var again = await RoundAsync(look.Balance, failing, now, cancel);
            look = again with { Results = look.Results.SetItems(again.Results), Before = look.Before };
        }

        return look;
    }

    /// <summary>A round in each interval, until it is cancelled.</summary>
    /// <param name="from">What it goes on from; null to trust all until their checks say otherwise.</param>
    public async IAsyncEnumerable<BalanceLook> RunAsync(Balance? from, [EnumeratorCancellation] CancellationToken cancel)
    {
        var begun = time.GetUtcNow();
        var (start, balance) = (time.GetTimestamp(), from ?? Begin(begun));
        while (true)
        {
            // Counted by a clock that nobody can set.
            var at = begun + time.GetElapsedTime(start);
            BalanceLook look;
            try
            {
                look = await RoundAsync(balance, backends, at, cancel);
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                yield break;
            }

            balance = look.Balance;
            yield return look;
            try
            {
                var left = rules.Every - (begun + time.GetElapsedTime(start) - at);
                await Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero, time, cancel);
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                yield break;
            }
        }
    }

    private Balance Begin(DateTimeOffset now) => Balance.Of(backends.Select(backend => (backend.Name, backend.Weight)), rules, now);

    private async Task<BalanceLook> RoundAsync(Balance balance, IReadOnlyList<Backend> asked, DateTimeOffset at, CancellationToken cancel)
    {
        var results = await checks.RunAsync(asked, path, cancel);
        return new BalanceLook(at, balance.After(results, at), results.ToImmutableDictionary(StringComparer.Ordinal), balance.InForce);
    }
}
