using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Chimera.Documents;
using Chimera.Documents.Toml;
using Chimera.Sites.Folder;
using Chimera.Sites.Netlify.Config.Merging;
using Chimera.Sites.Netlify.Config.Steps;
using Chimera.Sites.Netlify.Config.Validation;
using Chimera.Sites.Netlify.Config.Warnings;
using Chimera.Sites.Netlify.JavaScript;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Netlify.Config;

/// <summary>Reads one configuration file from its text to the resolved configuration, in the order in which @netlify/config does.</summary>
/// <param name="givenBase">The base folder that an earlier pass found; null in the first pass.</param>
internal sealed class ConfigPass(
    SiteFolder folder, DeployContext deploy, string? givenBase, ConfigWarnings warnings, CancellationToken cancel)
{
    /// <summary>The file; null when the site has none.</summary>
    public string? File { get; } =
        givenBase is { Length: > 0 } && Existing(folder, SitePath.Resolve(givenBase, ConfigFile.Name)!) is { } own ? own
        : Existing(folder, ConfigFile.Name);

    public TomlDocument? Document { get; private set; }

    /// <summary>The contexts that apply, the last one on top.</summary>
    public IReadOnlyList<string> Applied { get; private set; } = [];

    /// <summary>The text of the file as far as it could be opened.</summary>
    public SourceFile? Source { get; private set; }

    /// <summary>The base folder, relative to the site's; null when none is set.</summary>
    public string? Base { get; private set; }

    public ConfigRules? Rules { get; private set; }

    /// <exception cref="ConfigRefusal">Netlify fails the deploy.</exception>
    public JsonObject Run()
    {
        var config = Merged(Read());
        Base = givenBase ?? (config["build"]!["base"] is { } written && ConfigMerge.IsFilled(written)
            ? FilePaths.Resolve("", written.GetValue<string>(), ConfigPath.Of("build", "base"))
            : null);
        var buildDir = Base ?? "";
        BaseFolder.Check(folder, buildDir);
        config = FilePaths.Resolve(config, folder, buildDir);
        if (Base is not null)
        {
            config["build"]!["base"] = FilePaths.Absolute(Base);
        }

        var publish = FilePaths.Relative(config["build"]!["publish"]!.GetValue<string>());
        var places = Document is null ? null : new ConfigPlaces(Document, Applied);
        Rules = ConfigRules.Read(folder, publish, config, places, warnings, cancel);
        return config;
    }

    private JsonObject Read()
    {
        if (File is null)
        {
            return [];
        }

        Source = ConfigFile.Open(folder, File);
        var read = ConfigFile.Read(Source, cancel);
        Document = read.Document;
        return read.Value;
    }

    private JsonObject Merged(JsonObject written)
    {
        var config = Checked(written);
        Validator.Validate(config, Requirements.OfContexts);
        var contexts = config["context"] as JsonObject;
        foreach (var name in contexts is null ? [] : JsObject.Keys(contexts))
        {
            contexts![name] = In([name], () => Checked(Contexts.WithBuild((JsonObject)JsObject.Detach(contexts, name)!)));
        }

        var merged = ConfigMerge.Merge(new JsonObject(), config);
        contexts = JsObject.Take(merged, "context") as JsonObject;
        if (contexts is not null)
        {
            Plugins.CheckContexts(contexts, merged["plugins"] as JsonArray, [deploy.Name, deploy.Branch], warnings);
            Applied = [.. Contexts.Matching(contexts, deploy)];
            merged = Contexts.Apply(merged, Applied.Select(name => (JsonObject)contexts[name]!));
        }

        return In(Applied, () =>
        {
            var all = ConfigMerge.Merge(merged, new JsonObject());
            Validator.Validate(all, Requirements.BeforeDefaults);
            all = Defaults.Apply(all);
            Validator.Validate(all, Requirements.AfterDefaults);
            return all;
        });
    }

    /// <summary>What happens to the root and to each context before they are merged.</summary>
    private static JsonObject Checked(JsonObject config)
    {
        Validator.Validate(config, Requirements.AsWritten);
        config = LetterCase.Normalise(config);
        Validator.Validate(config, Requirements.BeforeMerge);
        config = Origins.Add(config);
        Plugins.RefuseTwins(config);
        return config;
    }

    private static string? Existing(SiteFolder folder, string path) => folder.KindOf(path) == EntryKind.Absent ? null : path;

    private static T In<T>(IReadOnlyList<string> contexts, Func<T> step)
    {
        try
        {
            return step();
        }
        catch (ConfigRefusal refusal)
        {
            throw refusal.In(contexts);
        }
    }
}
