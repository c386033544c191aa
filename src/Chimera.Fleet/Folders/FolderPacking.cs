using Chimera.Engine.Validation;

namespace Chimera.Fleet.Folders;

/// <summary>What became of packing a change. A closed set.</summary>
internal abstract record FolderPacking
{
    private FolderPacking()
    {
    }

    public sealed record Ready(FolderPack Pack) : FolderPacking;

    public sealed record Refused(Finding Why) : FolderPacking;
}
