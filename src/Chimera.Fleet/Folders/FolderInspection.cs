using System.Collections.Immutable;
using Chimera.Engine.Validation;

namespace Chimera.Fleet.Folders;

/// <summary>What a generation that stands on a host was found to be, file by file. A closed set.</summary>
public abstract record FolderInspection
{
    private FolderInspection()
    {
    }

    /// <summary>It is what was brought there.</summary>
    public sealed record Whole : FolderInspection;

    /// <param name="Paths">What was changed, is too many or is missing; empty where only the manifest or modes differ, or it cannot be told.</param>
    public sealed record Changed(ImmutableArray<string> Paths) : FolderInspection;

    /// <summary>The host did not say.</summary>
    public sealed record Untold(Finding Why) : FolderInspection;
}
