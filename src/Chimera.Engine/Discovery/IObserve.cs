using Chimera.Engine.Truth;

namespace Chimera.Engine.Discovery;

/// <summary>A realm's part in Discovery: it looks at one target and changes nothing.</summary>
public interface IObserve
{
    Task<Sighting> ObserveAsync(DeclaredTarget target, CancellationToken cancel);
}
