using System.Collections.Immutable;
using Chimera.Documents;
using Chimera.Documents.Yaml;
using Chimera.Engine.Truth;
using Chimera.Engine.Validation;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Platforms;
using Chimera.Sites.Render.Blueprints;
using Chimera.Sites.Render.Checks;
using Chimera.Sites.Render.Findings;
using Chimera.Sites.Render.Serving;
using Chimera.Sites.Requests;

namespace Chimera.Sites.Render;

/// <summary>
/// Render: reads the Blueprint <c>render.yaml</c> in the folder's root and foresees its first static site. Without a Blueprint
/// the folder is taken for a static site that is set up in Render's dashboard.
/// </summary>
public sealed class RenderPlatform : IPlatform
{
    public Platform Platform => Platform.Render;

    public ImmutableArray<AddedHeader> Adds => RenderAdditions.Added;

    public Foresight Foresee(SiteFolder folder, DeployContext context, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(folder);
        cancel.ThrowIfCancellationRequested();
        if (folder.KindOf(BlueprintFile.Name) != EntryKind.File)
            return Dashboard(folder);

        var (file, reading) = BlueprintFile.Read(folder);
        if (!reading.Problems.IsEmpty || reading.Root is not { } root)
            return Foreseen([], PublishedFiles.None, SiteRules.None, Unreadable(reading), null);

        var blueprint = Blueprint.Of(file, root);
        var findings = BlueprintChecks.Run(blueprint, cancel);
        return blueprint.Services.FirstOrDefault(service => service.IsStatic) is { } site
            ? Site(folder, blueprint, site, findings)
            : Foreseen(
                ServiceFacts.Of(blueprint, null), PublishedFiles.None, SiteRules.None,
                findings.Add(
                    new SiteFinding(
                        RenderFindings.NoStaticSite, "no service of the Blueprint is a static site", Place.Of(BlueprintFile.Name))),
                new ProgramResponder());
    }

    private static Foresight Site(SiteFolder folder, Blueprint blueprint, Resource site, ImmutableArray<SiteFinding> findings)
    {
        var publish = PublishFolder.Of(folder, blueprint, site);
        var files = publish.Path is { } path ? PublishedFiles.Below(folder, path) : PublishedFiles.None;
        var rules = SiteRules.Of(blueprint, site);
        return Foreseen(
            ServiceFacts.Of(blueprint, site).AddRange(RuntimeVersions.Of(folder, blueprint, site, publish.RootDir)),
            files, rules,
            [.. findings, .. publish.Findings, .. RulesFiles.Findings(folder, files)],
            new RenderResponder(files, rules.Redirects, rules.Headers, publish.Path is not null));
    }

    private static Foresight Dashboard(SiteFolder folder)
    {
        var path = PublishFolder.Guess(folder) ?? "";
        var files = PublishedFiles.Below(folder, path);
        ImmutableArray<Fact> facts =
        [
            new("runtime", "static", null, Evidence.Unknown),
            new("command", null, null, Evidence.Unknown),
            new("publish", SitePath.Shown(path), null, Evidence.Unknown),
        ];
        return Foreseen(
            facts, files, SiteRules.None, [.. BlueprintFile.Misnamed(folder), .. RulesFiles.Findings(folder, files)],
            new RenderResponder(files, [], [], isBuilt: true));
    }

    // An empty file reads as nothing at all, which is no Blueprint either.
    private static ImmutableArray<SiteFinding> Unreadable(YamlReading reading) => reading.Problems.IsEmpty
        ? [new SiteFinding(
            RenderFindings.NotYaml, "the file is empty", Place.Of(BlueprintFile.Name), Remedy: "declare services in it, or delete it")]
        : [.. reading.Problems.Select(
            problem => new SiteFinding(RenderFindings.NotYaml, problem.Message, problem.Place, Remedy: problem.Remedy))];

    private static Foresight Foreseen(
        ImmutableArray<Fact> facts, PublishedFiles files, SiteRules rules, ImmutableArray<SiteFinding> findings, IResponder? responder) =>
            new(
        Platform.Render, facts, files, rules.Redirects, rules.Headers, findings,
        findings.Any(finding => finding.Kind.Severity == Severity.Error) ? null : responder) { HeaderDialect = HeaderDialect.It };
}
