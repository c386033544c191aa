using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Chimera.Sites.Netlify.JavaScript;
using static Chimera.Sites.Netlify.Config.NetlifyConfigFindings;
using static Chimera.Sites.Netlify.Config.Validation.Checks;

namespace Chimera.Sites.Netlify.Config.Validation;

/// <summary>All requirements on a configuration, by the moment at which Netlify holds it to them. Messages are Netlify's own.</summary>
internal static class Requirements
{
    private const string Plugin = """{"plugins":[{"package":"netlify-plugin-one"}]}""";
    private const string PluginWithInputs = """{"plugins":[{"package":"netlify-plugin-one","inputs":{"port":80}}]}""";
    private const string Migrations = """{"database":{"migrations":{"path":"netlify/database/migrations"}}}""";

    private static readonly ImmutableArray<Requirement> Origins =
    [
        Requirement.Of("build.command", WrongType, "must be a string", JsValue.IsString, """{"build":{"command":"npm run build"}}"""),
        Requirement.Of(
            "plugins", WrongType, "must be an array of objects.", IsListOfObjects,
            """{"plugins":[{"package":"netlify-plugin-one"},{"package":"netlify-plugin-two"}]}"""),
    ];

    /// <summary>Before letter case is looked at; of the root and of each context.</summary>
    public static readonly ImmutableArray<Requirement> AsWritten =
        [Requirement.Of("build", WrongType, "must be a plain object.", IsObject, """{"build":{"command":"npm run build"}}""")];

    /// <summary>Before anything is merged; of the root and of each context.</summary>
    public static readonly ImmutableArray<Requirement> BeforeMerge = [.. Origins, .. EdgeFunctionRequirements.Written];

    /// <summary>Before contexts are read.</summary>
    public static readonly ImmutableArray<Requirement> OfContexts =
    [
        Requirement.Of("context", WrongType, "must be a plain object.", IsObject, """{"context":{"production":{"publish":"dist"}}}"""),
        new("context.*", WrongType, "must be a plain object.", (value, _) => IsObject(value), path => new JsonObject
        {
            ["context"] = new JsonObject { [path.Key!] = new JsonObject { ["publish"] = "dist" } },
        }),
    ];

    /// <summary>Once contexts are merged.</summary>
    public static readonly ImmutableArray<Requirement> BeforeDefaults =
    [
        .. Origins,
        FunctionRequirements.Whole,
        Requirement.Of(
            "edge_functions", WrongType, "must be an array of objects.", IsListOfObjects,
            """{"edge_functions":[{"path":"/hello","function":"hello"},{"path":"/auth","function":"auth"}]}"""),
        Requirement.Of("database", WrongType, "must be a plain object.", IsObject, Migrations),
        Requirement.Of("database.migrations", WrongType, "must be a plain object.", IsObject, Migrations),
    ];

    /// <summary>At the end.</summary>
    public static readonly ImmutableArray<Requirement> AfterDefaults =
    [
        Requirement.OfKeys(
            "plugins.*", ["package", "pinned_version", "inputs"], ["package", "pinned_version", "inputs", "origin"], PluginWithInputs),
        Requirement.Of(
            "plugins.*", PluginPackage, "\"package\" property is required.", value => ((JsonObject)value!).ContainsKey("package"), Plugin),
        Requirement.Of("plugins.*.package", WrongType, "must be a string.", JsValue.IsString, Plugin),
        Requirement.Of(
            "plugins.*.package", PluginPackage, "must be a npm package name only.",
            value => JsValue.AsString(value) is ['.' or '/', ..] || NpmName.IsValid(JsValue.AsString(value)!), Plugin),
        Requirement.Of(
            "plugins.*.pinned_version", WrongType, "must be a string.", JsValue.IsString,
            """{"plugins":[{"package":"netlify-plugin-one","pinned_version":"1"}]}"""),
        Requirement.Of("plugins.*.inputs", WrongType, "must be a plain object.", IsObject, PluginWithInputs),
        Requirement.Of("build.base", WrongType, "must be a string.", JsValue.IsString, """{"build":{"base":"packages/project"}}"""),
        Requirement.Of("build.publish", WrongType, "must be a string.", JsValue.IsString, """{"build":{"publish":"dist"}}"""),
        Requirement.Of("build.functions", WrongType, "must be a string.", JsValue.IsString, """{"build":{"functions":"functions"}}"""),
        Requirement.Of("build.ignore", WrongType, "must be a string.", JsValue.IsString, """{"build":{"ignore":"ignore"}}"""),
        Requirement.Of(
            "build.edge_functions", WrongType, "must be a string.", JsValue.IsString, """{"build":{"edge_functions":"edge-functions"}}"""),
        Requirement.Of("spa_fallback", WrongType, "must be a boolean.", JsValue.IsBoolean, """{"spa_fallback":true}"""),
        .. FunctionRequirements.Each,
        Requirement.Of("database.migrations.path", WrongType, "must be a string.", JsValue.IsString, Migrations),
        .. EdgeFunctionRequirements.All,
    ];
}
