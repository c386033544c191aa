namespace Chimera.Sites.Folder;

/// <summary>A file of a site.</summary>
/// <param name="Path">Relative to the site's folder.</param>
/// <param name="Bytes">Its size.</param>
public sealed record SiteFile(string Path, long Bytes);
