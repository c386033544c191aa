using System.Text.Json.Nodes;
using Chimera.Sites.Netlify.Config.Merging;
using Chimera.Sites.Netlify.JavaScript;

namespace Chimera.Sites.Netlify.Config.Steps;

/// <summary>Notes for the command, the publish folder, plugins and rules that they come from the configuration file.</summary>
internal static class Origins
{
    private const string File = "config";

    public static JsonObject Add(JsonObject config)
    {
        var build = (JsonObject)config["build"]!;
        foreach (var key in (string[])["command", "publish"])
        {
            if (ConfigMerge.IsFilled(build[key]))
            {
                build[key + "Origin"] = File;
            }
        }

        if (config["plugins"] is JsonArray plugins)
        {
            config["plugins"] = new JsonArray([.. plugins.Select(plugin => Plugin((JsonObject)plugin!))]);
        }

        foreach (var key in (string[])["headers", "redirects"])
        {
            if (ConfigMerge.IsFilled(config[key]))
            {
                config[key + "Origin"] = File;
            }
        }

        return config;
    }

    private static JsonObject Plugin(JsonObject plugin)
    {
        var marked = new JsonObject { ["origin"] = File };
        foreach (var (key, value) in JsObject.TakeAll(plugin))
        {
            marked[key] = value;
        }

        return marked;
    }
}
