using System.Collections.Immutable;

namespace Chimera.Cli.Composition;

/// <summary>Where what is watched comes from.</summary>
internal interface IWatchedPlaces : IAsyncDisposable
{
    ImmutableArray<WatchedPlace> Places { get; }

    /// <summary>Null where nothing may be done by a watch.</summary>
    SiteHealer? Healer { get; }

    /// <returns>The place with the release that was deployed there meanwhile; null while it is the same.</returns>
    Task<WatchedPlace?> RenewedAsync(WatchedPlace place, CancellationToken cancel);
}
