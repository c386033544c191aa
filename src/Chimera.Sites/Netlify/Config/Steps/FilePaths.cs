using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Chimera.Sites.Folder;
using Chimera.Sites.Netlify.Config.Merging;
using Chimera.Sites.Netlify.JavaScript;

namespace Chimera.Sites.Netlify.Config.Steps;

/// <summary>
/// Makes the paths of a configuration paths from the site's folder, and adds those of folders that are there without being named.
/// </summary>
internal static class FilePaths
{
    /// <summary>How the site's folder is written where Netlify has its absolute path.</summary>
    public const string Root = "<site>";

    private static readonly ImmutableArray<ConfigPath> Paths =
    [
        ConfigPath.Of("functionsDirectory"),
        ConfigPath.Of("functions", FunctionsConfig.All, "deno_import_map"),
        ConfigPath.Of("build", "publish"),
        ConfigPath.Of("build", "edge_functions"),
        ConfigPath.Of("database", "migrations", "path"),
    ];

    private const string AutomaticFunctions = "netlify-automatic-functions";
    private const string FunctionsFolder = "netlify/functions";
    private const string EdgeFunctions = "netlify/edge-functions";
    private const string Migrations = "netlify/database/migrations";

    private static readonly ImmutableArray<string> Known = [AutomaticFunctions, FunctionsFolder, EdgeFunctions, Migrations];

    /// <param name="from">The folder that paths are relative to, itself relative to the site's.</param>
    public static JsonObject Resolve(JsonObject config, SiteFolder folder, string from)
    {
        foreach (var path in Paths)
        {
            ResolveOne(config, path, from);
        }

        return ConfigMerge.Merge([.. Existing(folder, from), config]);
    }

    /// <summary>Where a path leads, relative to the site's folder.</summary>
    /// <exception cref="ConfigRefusal">Out of it, or into a folder whose name begins with two dots: Netlify takes that for it.</exception>
    public static string Resolve(string from, string path, ConfigPath written)
    {
        var resolved = SitePath.Resolve(from, path.TrimStart('/'));
        return resolved is not null && !resolved.StartsWith("..", StringComparison.Ordinal)
            ? resolved
            : throw new ConfigRefusal(
                NetlifyConfigFindings.OutsideRepository,
                $"Configuration property \"{written}\" \"{path}\" must be inside the repository root directory.",
                written);
    }

    public static string Absolute(string path) => path.Length == 0 ? Root : $"{Root}/{path}";

    /// <summary>The other way round.</summary>
    public static string Relative(string path) => path.Length == Root.Length ? "" : path[(Root.Length + 1)..];

    private static void ResolveOne(JsonObject config, ConfigPath path, string from)
    {
        if (Around(config, path) is not { } map || !map.ContainsKey(path.Key!))
        {
            return;
        }

        if (!ConfigMerge.IsFilled(map[path.Key!]))
        {
            map.Remove(path.Key!);
            return;
        }

        map[path.Key!] = Absolute(Resolve(from, map[path.Key!]!.GetValue<string>(), path));
    }

    /// <summary>The object that has the path's last key.</summary>
    private static JsonObject? Around(JsonObject config, ConfigPath path) =>
        path.Parent is not { } parent ? config : Around(config, parent)?[parent.Key!] as JsonObject;

    private static IEnumerable<JsonObject> Existing(SiteFolder folder, string from)
    {
        foreach (var known in Known)
        {
            var path = SitePath.Resolve(from, known)!;
            if (folder.KindOf(path) != EntryKind.Absent)
            {
                yield return Configured(known, Absolute(path));
            }
        }
    }

    private static JsonObject Configured(string known, string path) => known switch
    {
        AutomaticFunctions => Functions(path, "default-v1"),
        FunctionsFolder => Functions(path, "default"),
        EdgeFunctions => new JsonObject { ["build"] = new JsonObject { ["edge_functions"] = path } },
        _ => new JsonObject { ["database"] = new JsonObject { ["migrations"] = new JsonObject { ["path"] = path } } },
    };

    private static JsonObject Functions(string path, string origin) =>
        new() { ["functionsDirectory"] = path, ["functionsDirectoryOrigin"] = origin };
}
