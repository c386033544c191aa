using Chimera.Engine.Truth.Documents;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Declaration;

/// <summary>The single values of a site.</summary>
internal static class SiteScalars
{
    private static readonly string[] SelectorWords = ["all", "and", "or", "not"];

    public static readonly ScalarShape<string> Name = Scalars.Pattern(
        "a site name", "[a-z0-9][a-z0-9_.-]{0,62}",
        "use lower-case letters, digits, '-', '_' and '.', at most 63, beginning with a letter or digit", SelectorWords);

    public static readonly ScalarShape<string> Tag = Scalars.Pattern(
        "a tag", "[a-z0-9][a-z0-9_.-]{0,62}",
        "use lower-case letters, digits, '-', '_' and '.', at most 63, beginning with a letter or digit", SelectorWords);

    public static readonly ScalarShape<string> Folder = Scalars
        .Pattern("a path", @"[^\s][^\x00-\x1f\x7f]*", "write a folder, such as ./website");

    public static readonly ScalarShape<string> Context = Scalars.Pattern(
        "a deploy context", @"[^\s\x00-\x1f\x7f]{1,100}",
        "write production, deploy-preview, branch-deploy or the name of your own context");

    public static readonly ScalarShape<Platform> Platform = Scalars
        .Choice([.. PlatformNames.All.Select(platform => (platform.Name(), platform))]);
}
