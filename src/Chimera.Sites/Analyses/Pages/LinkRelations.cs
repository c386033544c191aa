namespace Chimera.Sites.Analyses.Pages;

/// <summary>What a browser does with a <c>link</c>, by its relations.</summary>
internal static class LinkRelations
{
    /// <returns>Null when nothing is fetched from there, or what is meant is not a file of the site (a host, a name).</returns>
    public static ReferenceKind? KindOf(string[] relations)
    {
        var all = relations.AsSpan();
        return all.Contains("stylesheet") ? (all.Contains("alternate") ? ReferenceKind.Hint : ReferenceKind.Style)
            : all.ContainsAny("icon", "apple-touch-icon", "mask-icon") || all.Contains("apple-touch-icon-precomposed") ? ReferenceKind.Icon
            : all.Contains("manifest") ? ReferenceKind.Manifest
            : all.ContainsAny("preload", "modulepreload", "prefetch") || all.Contains("apple-touch-startup-image") ? ReferenceKind.Hint
            : all.ContainsAny("next", "prev", "alternate") || all.ContainsAny("author", "license", "help") || all.Contains("search")
                ? ReferenceKind.Link
            : null;
    }
}
