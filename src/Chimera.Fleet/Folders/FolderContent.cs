using System.Collections.Immutable;

namespace Chimera.Fleet.Folders;

/// <summary>All that a folder is to hold; the file <c>manifest</c> at the top is the host's own.</summary>
public sealed record FolderContent(ImmutableArray<FolderFile> Files);
