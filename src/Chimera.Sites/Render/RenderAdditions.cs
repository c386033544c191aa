using System.Collections.Immutable;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Render;

/// <summary>What Render adds to a site's answers by itself.</summary>
internal static class RenderAdditions
{
    // Those of Cloudflare's products that know robots, limit rates and balance loads.
    private static readonly ImmutableArray<string> OfCloudflare = ["__cf_bm", "_cfuvid", "__cfruid", "__cflb", "cf_clearance"];

    public static ImmutableArray<AddedHeader> Added { get; } =
    [
        new("Set-Cookie",
            "https://status.render.com/incidents/cshql6qwnldj (all requests go through Cloudflare) and "
            + "https://developers.cloudflare.com/fundamentals/reference/policies-compliances/cloudflare-cookies/",
            (_, cookie) => OfCloudflare.Contains(cookie.Split('=')[0], StringComparer.Ordinal)),
    ];
}
