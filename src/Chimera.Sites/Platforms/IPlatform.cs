using System.Collections.Immutable;
using Chimera.Sites.Folder;

namespace Chimera.Sites.Platforms;

/// <summary>What Chimera knows of one platform. Nothing here touches a network, or anything but the folder.</summary>
public interface IPlatform
{
    Platform Platform { get; }

    /// <summary>Headers that the platform adds by itself to what a site's rules set. Only those of which a source is known.</summary>
    ImmutableArray<AddedHeader> Adds { get; }

    /// <summary>What the platform would make of a folder. Never throws for what the folder holds: that becomes findings.</summary>
    /// <exception cref="OperationCanceledException">The simulation's time is up.</exception>
    Foresight Foresee(SiteFolder folder, DeployContext context, CancellationToken cancel);
}
