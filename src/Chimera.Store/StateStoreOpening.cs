using System.Collections.Immutable;
using Chimera.Engine.Validation;

namespace Chimera.Store;

/// <summary>Whether the state folder can be written to.</summary>
public abstract record StateStoreOpening
{
    private StateStoreOpening()
    {
    }

    /// <param name="Store">To be disposed of by whoever opened it.</param>
    public sealed record Opened(StateStore Store) : StateStoreOpening;

    /// <summary>Somebody else writes (<c>store.held</c>), or something is not as it was left. Nothing was changed.</summary>
    public sealed record Refused(ImmutableArray<Finding> Why) : StateStoreOpening;
}
