using System.Text.Json.Nodes;
using Chimera.Sites.Netlify.Config.Merging;
using Chimera.Sites.Netlify.Config.Warnings;
using Chimera.Sites.Netlify.JavaScript;

namespace Chimera.Sites.Netlify.Config.Steps;

/// <summary>What a list of plugins must not say twice, neither in itself nor against the plugins of the user interface.</summary>
internal static class Plugins
{
    /// <summary>One package may stand once per origin.</summary>
    public static void RefuseTwins(JsonObject config)
    {
        if (config["plugins"] is not JsonArray plugins)
        {
            return;
        }

        var last = new Dictionary<(string, string), int>();
        for (var index = plugins.Count - 1; index >= 0; index--)
        {
            // Netlify reports the first plugin that has a twin behind it; the walk backwards meets that one last.
            if (Identity(plugins[index]!) is { } identity && !last.TryAdd(identity, index))
            {
                last[identity] = ~index;
            }
        }

        var first = last.Values.Where(index => index < 0).Select(index => ~index).DefaultIfEmpty(-1).Min();
        if (first >= 0)
        {
            var plugin = (JsonObject)plugins[first]!;
            throw new ConfigRefusal(
                NetlifyConfigFindings.PluginTwice,
                $"Plugin \"{Text(plugin, "package")}\" must not be specified twice in {OriginName(Text(plugin, "origin"))}",
                ConfigPath.Of("plugins").To(first).To("package"));
        }
    }

    /// <summary>A plugin of the user interface runs in every context, whatever a context says.</summary>
    public static void CheckContexts(JsonObject contexts, JsonArray? plugins, IReadOnlyList<string> building, ConfigWarnings warnings)
    {
        var always = (plugins ?? []).OfType<JsonObject>()
            .Where(plugin => JsValue.AsString(plugin["origin"]) == "ui")
            .Select(plugin => Identity(plugin)?.Package)
            .OfType<string>()
            .ToHashSet(StringComparer.Ordinal);
        if (always.Count == 0)
        {
            return;
        }

        foreach (var context in JsObject.Keys(contexts))
        {
            foreach (var plugin in (contexts[context]!["plugins"] as JsonArray ?? []).OfType<JsonObject>())
            {
                if (Identity(plugin) is { } identity && always.Contains(identity.Package))
                {
                    CheckContext(plugin, context, building, warnings);
                }
            }
        }
    }

    private static void CheckContext(JsonObject plugin, string context, IReadOnlyList<string> building, ConfigWarnings warnings)
    {
        var package = Text(plugin, "package");
        var explanation = $"""

            "{package}" is installed in the UI, which means that it runs in all deploy contexts, regardless of file-based configuration.
            To run "{package}" in the {context} context only, uninstall the plugin from the site plugins list.
            """;
        if (!building.Contains(context, StringComparer.Ordinal) && HasNoInputs(plugin))
        {
            throw new ConfigRefusal(
                NetlifyConfigFindings.PluginContext,
                $"""
                {explanation}
                To run "{package}" in all contexts, please remove the following section from "netlify.toml".

                  [[context.{context}.plugins]]
                  package = "{package}"

                """,
                ConfigPath.Of("context", context, "plugins"));
        }

        warnings.Add(explanation);
    }

    private static bool HasNoInputs(JsonObject plugin)
    {
        if (plugin.TryGetPropertyValue("inputs", out var inputs) && inputs is null)
        {
            throw new ConfigRefusal(NetlifyConfigFindings.Stumble, "Cannot convert undefined or null to object", byDesign: false);
        }

        return inputs switch
        {
            JsonObject map => map.Count == 0,
            JsonArray list => list.Count == 0,
            _ => JsValue.AsString(inputs) is not { Length: > 0 },
        };
    }

    /// <summary>What <c>===</c> compares; null for a plugin that equals no other, its package or origin being a list or object.</summary>
    private static (string Package, string Origin)? Identity(JsonNode plugin)
    {
        var map = (JsonObject)plugin;
        return map["package"] is JsonObject or JsonArray || map["origin"] is JsonObject or JsonArray
            ? null
            : (Compared(map, "package"), Compared(map, "origin"));
    }

    private static string Compared(JsonObject map, string key) => map.ContainsKey(key) ? JsJson.Stringify(map[key]) : "undefined";

    private static string Text(JsonObject map, string key) => map.ContainsKey(key) ? JsValue.Text(map[key]) : "undefined";

    private static string OriginName(string origin) => origin switch { "config" => "netlify.toml", "ui" => "the app", _ => "undefined" };

    /// <summary>Inputs come last, and are there even when none were written.</summary>
    public static JsonArray Normalise(JsonArray plugins) => new([.. plugins.Select(item =>
    {
        var plugin = (JsonObject)item!.DeepClone();
        var inputs = plugin.ContainsKey("inputs") ? JsObject.Take(plugin, "inputs") : new JsonObject();
        plugin["inputs"] = inputs;
        return ConfigMerge.Drop(plugin, value => !ConfigMerge.IsFilled(value));
    })]);
}
