using System.Collections.Immutable;
using Chimera.Documents.Yaml;
using Chimera.Sites.Render.Blueprints;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Render;

/// <summary>The routes and headers of a static site. Those that are set in Render's dashboard are not in the file and come on
/// top.</summary>
internal sealed record SiteRules(ImmutableArray<RedirectRule> Redirects, ImmutableArray<HeaderRule> Headers)
{
    public static readonly SiteRules None = new([], []);

    public static SiteRules Of(Blueprint blueprint, Resource site) => new(
        [.. site.Map.Maps("routes").Select(route => Route(blueprint, route.Map)).OfType<RedirectRule>()],
        [.. site.Map.Maps("headers").Select(header => Header(blueprint, header.Map)).OfType<HeaderRule>()]);

    private static RedirectRule? Route(Blueprint blueprint, YamlNode.Map route)
    {
        if (route.Text("source") is not { } source || route.Text("destination") is not { } destination
            || route.Text("type") is not { } type)
            return null;

        var rewrite = type == "rewrite";
        return new RedirectRule
        {
            From = source, Path = source, To = destination, Status = rewrite ? 200 : RedirectRule.DefaultStatus,
            IsProxy = rewrite
                && (destination.StartsWith("https://", StringComparison.Ordinal)
                || destination.StartsWith("http://", StringComparison.Ordinal)),
            Place = blueprint.File.PlaceOf(route.Span),
        };
    }

    private static HeaderRule? Header(Blueprint blueprint, YamlNode.Map header) =>
        header.Text("path") is { } path && header.Text("name") is { } name && header.Text("value") is { } value
            ? new HeaderRule(path, [KeyValuePair.Create(name, value)], blueprint.File.PlaceOf(header.Span))
            : null;
}
