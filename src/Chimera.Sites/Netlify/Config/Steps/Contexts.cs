using System.Text.Json.Nodes;
using Chimera.Sites.Netlify.Config.Merging;
using Chimera.Sites.Netlify.JavaScript;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Netlify.Config.Steps;

/// <summary><c>[context.NAME]</c>: what is written for one sort of deploy, one branch, or the branches that begin alike.</summary>
internal static class Contexts
{
    /// <summary>A context's keys of these names belong into <c>build</c>.</summary>
    private static readonly HashSet<string> BuildKeys = new(LetterCase.BuildKeys, StringComparer.Ordinal);

    /// <summary>Moves the keys of <c>build</c> where they belong. A whole <c>build</c> replaces those before it.</summary>
    public static JsonObject WithBuild(JsonObject context)
    {
        var result = new JsonObject();
        foreach (var (key, value) in JsObject.TakeAll(context))
        {
            if (IsOfBuild(key, value))
            {
                if (result["build"] is not JsonObject)
                {
                    result["build"] = JsObject.Spread(result["build"]);
                }

                result["build"]![key] = value;
            }
            else
            {
                result[key] = value;
            }
        }

        return result;
    }

    /// <summary>The names of the contexts that apply, the last one on top: those of the deploy, then those of the branch.</summary>
    /// <remarks>Without one of exactly the name, all whose name ends in a star and else begins the name.</remarks>
    public static IEnumerable<string> Matching(JsonObject contexts, DeployContext deploy) =>
        new[] { deploy.Name, deploy.Branch }.SelectMany(name => Matching(contexts, name));

    private static IEnumerable<string> Matching(JsonObject contexts, string name) =>
        name.Length == 0 ? []
        : contexts.ContainsKey(name) ? [name]
        : JsObject.IsInherited(name) ? []
        : JsObject.Keys(contexts).Where(key => key.EndsWith('*') && name.StartsWith(key[..^1], StringComparison.Ordinal));

    public static JsonObject Apply(JsonObject config, IEnumerable<JsonObject> contexts) =>
        ConfigMerge.Merge([config, .. contexts.Select(context => (JsonObject)context.DeepClone())]);

    /// <summary><c>functions</c> and <c>edge_functions</c> are a folder in <c>build</c>, and something else at the root.</summary>
    private static bool IsOfBuild(string key, JsonNode? value) =>
        BuildKeys.Contains(key) && !(key == "functions" && value is JsonObject) && !(key == "edge_functions" && value is JsonArray);
}
