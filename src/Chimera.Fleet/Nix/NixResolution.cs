using System.Security.Cryptography;
using System.Text;
using Chimera.Engine.Planning;
using Chimera.Engine.Truth;
using Chimera.Fleet.Declaration;

namespace Chimera.Fleet.Nix;

/// <summary>
/// The fleet's half of <see cref="ICompare"/> that asks Nix: sources become toplevels, and two toplevels a difference.
/// Hosts with the same source share one evaluation and one build.
/// </summary>
/// <param name="roots">An absolute folder for links that protect what was built from collection, one for each source; null for none.</param>
/// <param name="onLine">Called with each line of the builders' logs.</param>
internal sealed class NixResolution(INix nix, Closures closures, EvaluationGate gate, string? roots = null, Action<string>? onLine = null) : IDisposable
{
    private readonly Shared<(GenerationId? From, GenerationId To), Comparison> _comparisons = new(comparison => comparison.IsFinal);
    private readonly SemaphoreSlim _builds = new(Environment.ProcessorCount);

    public async Task<IReadOnlyDictionary<TargetId, Resolution>> ResolveAsync(
        IReadOnlyDictionary<TargetId, SystemSource> targets, CancellationToken cancel)
    {
        var sources = targets.Values.Distinct().ToList();
        var answers = await Task.WhenAll(sources.Select(source => ResolveAsync(source, cancel)));
        var bySource = sources.Zip(answers).ToDictionary(pair => pair.First, pair => pair.Second);
        return targets.ToDictionary(target => target.Key, target => bySource[target.Value] switch
        {
            Resolution.Failed failed => new Resolution.Failed(failed.Why with { Target = target.Key }),
            var resolved => resolved,
        });
    }

    /// <summary>A <paramref name="from"/> that is not in the controller's store makes everything an addition; a <paramref name="to"/> that is not there is one change of which only the name is known.</summary>
    public async Task<Difference> CompareAsync(GenerationId? from, GenerationId to, CancellationToken cancel) => from == to
        ? Difference.None
        : (await _comparisons.GetAsync((from, to), working => CompareClosuresAsync(from, to, working), cancel)).Difference;

    public void Dispose()
    {
        _comparisons.Dispose();
        _builds.Dispose();
    }

    private async Task<Comparison> CompareClosuresAsync(GenerationId? from, GenerationId to, CancellationToken cancel)
    {
        // Both at once, so that they are one question.
        var asked = from is { } old ? ClosureOfAsync(old.Value, cancel) : Task.FromResult<Closure?>(null);
        var (after, before) = (await ClosureOfAsync(to.Value, cancel), await asked);
        return after is not null
            ? new Comparison(ClosureDiff.Between(before, after), IsFinal: before is not null || from is null)
            : new Comparison(
                new Difference([new Change(from is null ? ChangeKind.Added : ChangeKind.Changed, "system", from?.Value, to.Value, 0)]), IsFinal: false);
    }

    private async Task<Closure?> ClosureOfAsync(string path, CancellationToken cancel) =>
        await closures.OfAsync(path, cancel) is NixAnswer<Closure>.Done done ? done.Value : null;

    private async Task<Resolution> ResolveAsync(SystemSource source, CancellationToken cancel)
    {
        NixAnswer<string> answer;
        using (var lease = await gate.EnterAsync(cancel))
            answer = await nix.EvaluateAsync(source, lease.Observe, cancel);
        if (answer is NixAnswer<string>.Done derivation)
            answer = await BuildAsync(derivation.Value, RootOf(source), cancel);
        return answer switch
        {
            NixAnswer<string>.Done built => new Resolution.Resolved(new GenerationId(built.Value)),
            NixAnswer<string>.Failed failed => new Resolution.Failed(failed.Why),
            _ => throw new InvalidOperationException($"{answer} is no answer"),
        };
    }

    private async Task<NixAnswer<string>> BuildAsync(string derivation, string? root, CancellationToken cancel)
    {
        await _builds.WaitAsync(cancel);
        try
        {
            return await nix.BuildAsync(derivation, root, onLine, cancel);
        }
        finally
        {
            _builds.Release();
        }
    }

    private string? RootOf(SystemSource source)
    {
        if (roots is null)
            return null;
        Directory.CreateDirectory(roots);
        return Path.Combine(roots, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(source.ToString())))[..32]);
    }

    /// <param name="IsFinal">Both sides were known, so that it can never come out otherwise.</param>
    private sealed record Comparison(Difference Difference, bool IsFinal);
}
