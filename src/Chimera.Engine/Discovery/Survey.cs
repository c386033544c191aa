using System.Collections.Immutable;
using Chimera.Engine.Truth;

namespace Chimera.Engine.Discovery;

/// <summary>Looks at many targets at once. The realms bound how much of it happens side by side.</summary>
public sealed class Survey(Realms realms, TimeProvider time, string observer)
{
    public async Task<ImmutableArray<Observation>> ObserveAsync(IEnumerable<DeclaredTarget> targets, CancellationToken cancel)
    {
        var seen = await Task.WhenAll(targets.Select(target => ObserveAsync(target, cancel)));
        return [.. seen.OrderBy(observation => observation.Target)];
    }

    private async Task<Observation> ObserveAsync(DeclaredTarget target, CancellationToken cancel)
    {
        var sighting = await realms.Of(target.Id).ObserveAsync(target, cancel);
        return new Observation(target.Id, time.GetUtcNow(), observer, sighting);
    }
}
