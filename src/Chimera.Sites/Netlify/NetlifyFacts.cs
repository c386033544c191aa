using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Chimera.Engine.Truth;
using Chimera.Sites.Folder;
using Chimera.Sites.Netlify.Config;
using Chimera.Sites.Netlify.Config.Steps;
using Chimera.Sites.Netlify.JavaScript;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Netlify;

/// <summary>What Netlify reads out of a configuration, in the order in which a person looks for it.</summary>
internal static class NetlifyFacts
{
    public static ImmutableArray<Fact> Of(DeployContext context) =>
        [new Fact("context", context.Name, null, Evidence.Computed), new Fact("branch", context.Branch, null, Evidence.Computed)];

    public static ImmutableArray<Fact> Of(DeployContext context, NetlifyConfigResult result, ResolvedPlaces places)
    {
        var build = result.Config["build"] as JsonObject ?? [];
        var facts = ImmutableArray.CreateBuilder<Fact>();
        facts.AddRange(Of(context));
        facts.Add(new Fact("config", result.ConfigPath, result.ConfigPath is null ? null : Place.Of(result.ConfigPath), Evidence.Computed));
        Add("base", JsValue.AsString(build["base"]) is { } written ? SitePath.Shown(FilePaths.Relative(written)) : null, "build", "base");
        Add("command", JsValue.AsString(build["command"]), "build", "command");
        Add("publish", SitePath.Shown(result.Publish), "build", "publish");
        Add("functions", JsValue.AsString(build["functions"]) is { } functions
            ? SitePath.Shown(FilePaths.Relative(functions)) : null, "functionsDirectory");
        Add("edge-functions", JsValue.AsString(build["edge_functions"]) is { } edge
            ? SitePath.Shown(FilePaths.Relative(edge)) : null, "build", "edge_functions");
        Add("ignore", JsValue.AsString(build["ignore"]), "build", "ignore");
        foreach (var name in build["environment"] is JsonObject environment ? JsObject.Keys(environment) : [])
        {
            Add($"environment.{name}", JsValue.Text(build["environment"]![name]), "build", "environment", name);
        }

        var plugins = (result.Config["plugins"] as JsonArray ?? []).Select(plugin => JsValue.AsString(plugin?["package"])).OfType<string>();
        Add("plugins", string.Join(", ", plugins) is { Length: > 0 } listed ? listed : null, "plugins");
        Add("pretty-urls", NetlifyPlatform.HasPrettyUrls(result.Config) ? "on" : "off", "build", "processing", "html", "pretty_urls");
        return facts.ToImmutable();

        void Add(string name, string? value, params string[] keys)
        {
            var place = places.Find(keys)?.Place;
            facts.Add(new Fact(name, value, place, place is null ? Evidence.Documented : Evidence.Computed));
        }
    }
}
