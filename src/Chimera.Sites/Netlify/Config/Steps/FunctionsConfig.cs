using System.Text.Json.Nodes;
using Chimera.Sites.Netlify.JavaScript;

namespace Chimera.Sites.Netlify.Config.Steps;

/// <summary><c>[functions]</c>: what is written for all functions moves under <c>*</c>, and the folder moves out.</summary>
internal static class FunctionsConfig
{
    public const string All = "*";

    private static readonly HashSet<string> Keys = new(
    [
        "deno_import_map", "directory", "external_node_modules", "ignored_node_modules", "included_files", "memory", "node_bundler",
        "region", "schedule", "vcpu",
    ],
    StringComparer.Ordinal);

    /// <summary>Changes <c>build</c>, <c>functions</c> and <c>functionsDirectory</c> in place.</summary>
    public static void Normalise(JsonObject config, JsonObject build, JsonObject functions)
    {
        var legacy = JsObject.Take(build, "functions");
        var all = JsObject.Take(functions, All);
        var named = new JsonObject();
        foreach (var (key, value) in JsObject.TakeAll(functions))
        {
            if (Keys.Contains(key) && !IsOneFunction(value))
            {
                all = Before(key, value, all);
            }
            else
            {
                named[key] = value;
            }
        }

        if (all is null)
        {
            throw new ConfigRefusal(
                NetlifyConfigFindings.Stumble,
                "Cannot read properties of null (reading 'directory')",
                ConfigPath.Of("functions", All),
                byDesign: false);
        }

        var wildcard = JsObject.Spread(all);
        var folder = JsObject.Take(wildcard, "directory");
        foreach (var (key, value) in JsObject.TakeAll(named))
        {
            functions[key] = value;
        }

        functions[All] = wildcard;
        if ((folder ?? legacy) is { } chosen)
        {
            config["functionsDirectory"] = chosen;
            config["functionsDirectoryOrigin"] = folder is null ? "config-v1" : "config";
        }
    }

    /// <summary>What stands already wins, but the new key comes first.</summary>
    private static JsonObject Before(string key, JsonNode? value, JsonNode? all)
    {
        var result = new JsonObject { [key] = value };
        foreach (var (other, old) in JsObject.TakeAll(JsObject.Spread(all)))
        {
            result[other] = old;
        }

        return result;
    }

    /// <summary>A function may bear the name of a key: then it holds an object whose keys are all such names.</summary>
    private static bool IsOneFunction(JsonNode? value) => value is JsonObject map && map.All(entry => Keys.Contains(entry.Key));
}
