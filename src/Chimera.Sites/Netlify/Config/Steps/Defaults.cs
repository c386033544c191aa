using System.Text.Json.Nodes;
using Chimera.Sites.Netlify.Config.Merging;
using Chimera.Sites.Netlify.JavaScript;

namespace Chimera.Sites.Netlify.Config.Steps;

/// <summary>What Netlify takes when nothing else is written; and the final shape of functions and plugins.</summary>
internal static class Defaults
{
    public static JsonObject Apply(JsonObject config)
    {
        var merged = ConfigMerge.Merge(Default(), ConfigMerge.WithoutEmpty(config));
        var build = (JsonObject)JsObject.Take(merged, "build")!;
        var functions = (JsonObject)JsObject.Take(merged, "functions")!;
        var plugins = Plugins.Normalise((JsonArray)JsObject.Take(merged, "plugins")!);
        merged["build"] = build;
        merged["functions"] = functions;
        merged["plugins"] = plugins;
        FunctionsConfig.Normalise(merged, build, functions);
        return merged;
    }

    private static JsonObject Default() => new()
    {
        ["build"] = new JsonObject
        {
            ["environment"] = new JsonObject(),
            ["publish"] = ".",
            ["publishOrigin"] = "default",
            ["processing"] = new JsonObject
            {
                ["css"] = new JsonObject(), ["html"] = new JsonObject(), ["images"] = new JsonObject(), ["js"] = new JsonObject(),
            },
            ["services"] = new JsonObject(),
        },
        ["functions"] = new JsonObject { [FunctionsConfig.All] = new JsonObject() },
        ["plugins"] = new JsonArray(),
    };
}
