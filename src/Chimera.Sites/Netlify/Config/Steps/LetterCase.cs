using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Chimera.Sites.Netlify.JavaScript;

namespace Chimera.Sites.Netlify.Config.Steps;

/// <summary>Some keys may begin with a capital: <c>[Build]</c>, <c>Publish</c>. The small one wins.</summary>
internal static class LetterCase
{
    /// <summary>The keys of <c>build</c> for which that holds, in the order in which they then stand.</summary>
    public static readonly ImmutableArray<string> BuildKeys =
        ["base", "command", "edge_functions", "environment", "functions", "ignore", "processing", "publish"];

    private static readonly string[] Capitals = [.. BuildKeys.Select(Capitalised)];

    public static string Capitalised(string key) => char.ToUpperInvariant(key[0]) + key[1..];

    public static JsonObject Normalise(JsonObject config)
    {
        var written = config.ContainsKey("build") || config.ContainsKey("Build");
        var small = config.ContainsKey("build");
        var capital = JsObject.Take(config, "Build");
        var value = JsObject.Take(config, "build");
        var chosen = small ? value : capital;
        if (written && chosen is null)
        {
            throw new ConfigRefusal(
                NetlifyConfigFindings.Stumble,
                "Cannot destructure property 'Base' of '(intermediate value)(intermediate value)(intermediate value)' as it is null.",
                ConfigPath.Of("Build"),
                byDesign: false);
        }

        config["build"] = Build(JsObject.Spread(chosen));
        return config;
    }

    private static JsonObject Build(JsonObject build)
    {
        for (var at = 0; at < Capitals.Length; at++)
        {
            var (key, capital) = (BuildKeys[at], Capitals[at]);
            var (small, large) = (build.ContainsKey(key), build.ContainsKey(capital));
            if (!small && !large)
            {
                continue;
            }

            var value = build[small ? key : capital];
            build.Remove(key);
            build.Remove(capital);
            build[key] = value;
        }

        return build;
    }
}
