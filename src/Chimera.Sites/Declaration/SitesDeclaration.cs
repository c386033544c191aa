using System.Collections.Immutable;
using Chimera.Engine.Execution;
using Chimera.Engine.Truth;
using Chimera.Engine.Truth.Documents;
using Chimera.Engine.Validation;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Declaration;

/// <summary>
/// Reads the <c>sites</c> section of the truth file. A site is one target on each of its platforms, and they form a group.
/// </summary>
public sealed class SitesDeclaration : IDeclare
{
    private const string Realm = "sites";

    private static readonly Shape<Table<SiteEntry>> Shape = Shapes.Map("SITE", SiteScalars.Name, SiteEntry.Shape);

    /// <summary>What the section may be, for the schema and the reference of the truth file.</summary>
    public static RealmSection Section { get; } = new(Realm, Shape, "web sites and who serves them", () => []);

    public string Name => Realm;

    public Task<ImmutableArray<DeclaredTarget>> DeclareAsync(
        Node section, string folder, RolloutPolicy defaults, Engine.Validation.Findings findings, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(findings);
        if (!Shape.TryRead(section, new Reading(findings, Name), out var sites))
        {
            return Task.FromResult(ImmutableArray<DeclaredTarget>.Empty);
        }

        DependencyOrder.Check("site", sites, site => site.DependsOn, findings);
        return Task.FromResult(sites.Entries.SelectMany(site => TargetsOf(site, folder, defaults, findings)).ToImmutableArray());
    }

    /// <summary>The name of a site on a platform: <c>sites/docs/netlify</c>.</summary>
    public static TargetId IdOf(string site, Platform platform) => new(Realm, $"{site}/{platform.Name()}");

    private static IEnumerable<DeclaredTarget> TargetsOf(
        Named<SiteEntry> site, string folder, RolloutPolicy defaults, Engine.Validation.Findings findings)
    {
        var path = Path.GetFullPath(site.Value.Path.Value, folder);
        if (!Directory.Exists(path))
        {
            findings.Add(Finding.Error(
                "sites.folder-missing", $"the site '{site.Name}' has no folder {site.Value.Path.Value}",
                "name a folder that exists, relative to this file", site.Value.Path.Place));
        }

        foreach (var twice in site.Value.Platforms.GroupBy(platform => platform.Value).Where(group => group.Count() > 1))
        {
            findings.Add(Finding.Error(
                "sites.platform-twice", $"the site '{site.Name}' names {twice.Key.Name()} twice", "remove one of them", twice
                    .Last().Place));
        }

        return site.Value.Platforms.Select(platform => platform.Value).Distinct().Select(platform => new DeclaredTarget(
            IdOf(site.Name, platform),
            site.Name,
            [.. site.Value.Tags.Append(platform.Name()).Distinct().Order(StringComparer.Ordinal)],
            [.. site.Value.DependsOn.Select(needed => needed.Value).Distinct().Order(StringComparer.Ordinal)],
            defaults,
            new SiteSpec(path, platform, new DeployContext(site.Value.Context, site.Value.Branch)).Write()));
    }
}
