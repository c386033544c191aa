using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Chimera.Sites.Netlify.Config.Steps;
using Chimera.Sites.Netlify.Config.Validation.Cron;
using Chimera.Sites.Netlify.JavaScript;
using static Chimera.Sites.Netlify.Config.NetlifyConfigFindings;
using static Chimera.Sites.Netlify.Config.Validation.Checks;

namespace Chimera.Sites.Netlify.Config.Validation;

/// <summary>What must hold of <c>[functions]</c>, once what is written for all functions stands under <c>*</c>.</summary>
internal static class FunctionRequirements
{
    private const string Folder = """{"functions":{"directory":"my-functions"}}""";

    private static readonly ImmutableArray<string> Bundlers = ["esbuild", "nft", "zisi", "none"];

    /// <summary>Before functions are normalised.</summary>
    public static readonly Requirement Whole =
        Requirement.Of(
            "functions", WrongType, "must be an object.", IsObject,
            """{"functions":{"external_node_modules":["module-one","module-two"]}}""");

    public static readonly ImmutableArray<Requirement> Each =
    [
        Requirement.OfFunction(
            "functions.*", WrongType, "must be an object.", IsObject, """{"external_node_modules":["module-one","module-two"]}"""),
        Requirement.OfFunction(
            "functions.*.deno_import_map", WrongType, "must be a string.", JsValue.IsString,
            """{"deno_import_map":"path/to/import_map.json"}"""),
        Requirement.OfFunction(
            "functions.*.external_node_modules", WrongType, "must be an array of strings.", IsListOfStrings,
            """{"external_node_modules":["module-one","module-two"]}"""),
        Requirement.OfFunction(
            "functions.*.ignored_node_modules", WrongType, "must be an array of strings.", IsListOfStrings,
            """{"ignored_node_modules":["module-one","module-two"]}"""),
        Requirement.OfFunction(
            "functions.*.included_files", WrongType, "must be an array of strings.", IsListOfStrings,
            """{"included_files":["directory-one/file1","directory-two/**/*.jpg"]}"""),
        Requirement.OfFunction(
            "functions.*.node_bundler", BadValue, $"must be one of: {string.Join(", ", Bundlers)}", value => IsOneOf(value, Bundlers),
            """{"node_bundler":"esbuild"}"""),
        Requirement.Of("functions.*.directory", BadValue, "must be defined on the main `functions` object.", _ => false, Folder) with
        {
            Holds = (_, path) => path.Steps[1].Key == FunctionsConfig.All,
        },
        Requirement.OfFunction(
            "functions.*.memory", BadValue, "must be between 1024 and 4096 MB, as a number (in MB) or a string with a unit (e.g. \"2gb\").",
            FunctionMemory.IsValid, """{"memory":"2gb"}"""),
        Requirement.OfFunction("functions.*.region", WrongType, "must be a string.", JsValue.IsString, """{"region":"cmh"}"""),
        Requirement.OfFunction(
            "functions.*.vcpu", BadValue, "must be a number between 0.5 and 2.", value => JsNumber.Of(value) is >= 0.5 and <= 2,
            """{"vcpu":1.5}"""),
        Requirement.OfFunction(
            "functions.*", BadValue, "\"memory\" and \"vcpu\" are mutually exclusive.",
            value => !(value is JsonObject map && map.ContainsKey("memory") && map.ContainsKey("vcpu")), """{"memory":"2gb"}"""),
        Requirement.OfFunction(
            "functions.*.schedule", Schedule, "must be a valid cron expression (see https://ntl.fyi/cron-syntax).", CronSchedule.IsValid,
            """{"schedule":"5 4 * * *"}"""),
        Requirement.Of("functionsDirectory", WrongType, "must be a string.", JsValue.IsString, Folder) with
        {
            ShownAs = "functions.directory",
            AsWritten = wrong => new JsonObject
            {
                ["functions"] = new JsonObject { ["directory"] = wrong["functionsDirectory"]?.DeepClone() },
            },
        },
    ];
}
