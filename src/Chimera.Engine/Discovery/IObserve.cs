using Chimera.Engine.Planning;
using Chimera.Engine.Truth;

namespace Chimera.Engine.Discovery;

/// <summary>A realm's part in Discovery: it looks at one target and changes nothing.</summary>
public interface IObserve
{
    Task<Sighting> ObserveAsync(DeclaredTarget target, CancellationToken cancel);

    /// <summary>Whether it is still where it was found. If it is, what it can go back to need not be told again.</summary>
    Task<Sighting> LookAgainAsync(DeclaredTarget target, GenerationId? at, CancellationToken cancel) => ObserveAsync(target, cancel);
}
