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

    public static ImmutableArray<Fact> Of(DeployContext context, NetlifyConfigResult result, ResolvedPlaces places, SiteFolder folder)
    {
        var build = result.Config["build"] as JsonObject ?? [];
        var facts = ImmutableArray.CreateBuilder<Fact>();
        facts.AddRange(Of(context));
        facts.Add(new Fact("config", result.ConfigPath, result.ConfigPath is null ? null : Place.Of(result.ConfigPath), Evidence.Computed));
        Add("base", JsValue.AsString(build["base"]) is { } written ? Shown(FilePaths.Relative(written)) : null, "build", "base");
        Add("command", JsValue.AsString(build["command"]), "build", "command");
        Add("publish", Shown(result.Publish), "build", "publish");
        facts.Add(new Fact("publish folder", State(folder, result, build), null, Evidence.Computed));
        Add("functions", JsValue.AsString(build["functions"]) is { } functions ? Shown(FilePaths.Relative(functions)) : null, "functionsDirectory");
        Add("edge functions", JsValue.AsString(build["edge_functions"]) is { } edge ? Shown(FilePaths.Relative(edge)) : null, "build", "edge_functions");
        Add("ignore", JsValue.AsString(build["ignore"]), "build", "ignore");
        foreach (var name in build["environment"] is JsonObject environment ? JsObject.Keys(environment) : [])
        {
            Add($"environment.{name}", JsValue.Text(build["environment"]![name]), "build", "environment", name);
        }

        foreach (var plugin in result.Config["plugins"] as JsonArray ?? [])
        {
            Add("plugin", JsValue.AsString(plugin?["package"]), "plugins");
        }

        Add("pretty URLs", NetlifyPlatform.HasPrettyUrls(result.Config) ? "on" : "off", "build", "processing", "html", "pretty_urls");
        facts.Add(new Fact("redirects", JsNumber.Text(result.Redirects.Length), null, Evidence.Computed));
        facts.Add(new Fact("header rules", JsNumber.Text(result.Headers.Length), null, Evidence.Computed));
        return facts.ToImmutable();

        void Add(string name, string? value, params ReadOnlySpan<string> keys)
        {
            var place = places.Find(keys)?.Place;
            facts.Add(new Fact(name, value, place, place is null ? Evidence.Documented : Evidence.Computed));
        }
    }

    /// <summary>How a folder is written for a person: the site's own is a dot.</summary>
    private static string Shown(string folder) => folder.Length == 0 ? "." : folder;

    private static string State(SiteFolder folder, NetlifyConfigResult result, JsonObject build) =>
        folder.KindOf(result.Publish) == EntryKind.Folder ? "there"
        : build["command"] is null ? "not there" : "not there yet: the build makes it";
}
