using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Chimera.Documents.Yaml;
using Chimera.Engine.Truth;
using Chimera.Engine.Truth.Documents;
using Chimera.Sites.Folder;
using Chimera.Sites.Platforms;
using Chimera.Sites.Render.Blueprints;

namespace Chimera.Sites.Render;

/// <summary>
/// Which version of a language builds the site: the variable first, then the files that its tools keep
/// (https://render.com/docs/node-version, /python-version, /ruby-version). Other variables are not shown; they may be secrets.
/// </summary>
internal static class RuntimeVersions
{
    private const int MostBytes = 1 << 20;

    private static readonly ImmutableArray<(string Variable, ImmutableArray<string> Files)> Languages =
    [
        ("NODE_VERSION", [".node-version", ".nvmrc"]), ("PYTHON_VERSION", [".python-version"]), ("RUBY_VERSION", [".ruby-version"]),
        ("BUN_VERSION", []), ("GO_VERSION", []), ("HUGO_VERSION", []),
    ];

    public static IEnumerable<Fact> Of(SiteFolder folder, Blueprint blueprint, Resource site, string rootDir)
    {
        foreach (var (variable, files) in Languages)
        {
            if ((Declared(blueprint, site, variable) ?? Written(folder, variable, files, rootDir)) is { } fact)
                yield return fact;
            else if (variable == "NODE_VERSION" && Engines(folder, rootDir) is { } engines)
                yield return engines;
        }
    }

    private static Fact? Declared(Blueprint blueprint, Resource site, string variable)
    {
        foreach (var (entry, _) in site.Map.Maps("envVars"))
        {
            if (entry.Text("key") == variable && entry["value"] is YamlNode.Scalar value)
                return new Fact($"environment.{variable}", value.Text, blueprint.File.PlaceOf(value.Span), Evidence.Documented);
        }

        return null;
    }

    private static Fact? Written(SiteFolder folder, string variable, ImmutableArray<string> files, string rootDir)
    {
        foreach (var file in files.Select(file => At(rootDir, file)))
        {
            if (folder.Read(file, MostBytes) is { } bytes && Encoding.UTF8.GetString(bytes).Trim() is { Length: > 0 } version)
                return new Fact($"environment.{variable}", Wording.Short(version), Place.Of(file), Evidence.Documented);
        }

        return null;
    }

    private static Fact? Engines(SiteFolder folder, string rootDir)
    {
        var file = At(rootDir, "package.json");
        try
        {
            if (folder.Read(file, MostBytes) is not { } bytes)
                return null;

            using var package = JsonDocument.Parse(bytes);
            return package.RootElement is { ValueKind: JsonValueKind.Object } root
                && root.TryGetProperty("engines", out var engines) && engines.ValueKind == JsonValueKind.Object
                && engines.TryGetProperty("node", out var node) && node.ValueKind == JsonValueKind.String
                ? new Fact("environment.NODE_VERSION", Wording.Short(node.GetString()!), Place.Of(file), Evidence.Documented)
                : null;
        }
        catch (JsonException)
        {
            // The build will say what is wrong with it.
            return null;
        }
    }

    private static string At(string rootDir, string file) => rootDir.Length == 0 ? file : $"{rootDir}/{file}";
}
