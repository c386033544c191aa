namespace Chimera.Sites.Folder;

/// <summary>A symbolic link in a site.</summary>
/// <param name="Path">Relative to the site's folder.</param>
/// <param name="Target">As the link has it.</param>
/// <param name="Leads">The target, relative to the site's folder; null when it is absent or outside.</param>
public sealed record SiteLink(string Path, string Target, string? Leads);
