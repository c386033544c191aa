using System.Collections.Immutable;

namespace Chimera.Sites.Platforms;

/// <summary>How people write the platforms: <c>netlify</c>, <c>render</c>, <c>github-pages</c>, <c>host</c>.</summary>
public static class PlatformNames
{
    public static readonly ImmutableArray<Platform> All = [Platform.Netlify, Platform.Render, Platform.GithubPages, Platform.Host];

    public static string Name(this Platform platform) => platform switch
    {
        Platform.Netlify => "netlify",
        Platform.Render => "render",
        Platform.GithubPages => "github-pages",
        Platform.Host => "host",
        _ => throw new ArgumentOutOfRangeException(nameof(platform), platform, null),
    };

    public static Platform? Parse(string name)
    {
        foreach (var platform in All)
        {
            if (platform.Name() == name)
            {
                return platform;
            }
        }

        return null;
    }
}
