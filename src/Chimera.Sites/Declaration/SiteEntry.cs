using System.Collections.Immutable;
using Chimera.Engine.Truth;
using Chimera.Engine.Truth.Documents;
using Chimera.Engine.Truth.Settings;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Declaration;

/// <summary>A site as it is written in the truth file.</summary>
internal sealed record SiteEntry(
    Placed<string> Path,
    ImmutableArray<Placed<Platform>> Platforms,
    string Context,
    string Branch,
    ImmutableArray<string> Tags,
    ImmutableArray<Placed<string>> DependsOn,
    Placed<RolloutOverrides>? Rollout,
    NetlifyEntry? Netlify,
    RenderEntry? Render,
    GithubPagesEntry? GithubPages,
    HostsEntry? Host,
    BalanceEntry? Balance,
    WatchEntry? Watch)
{
    public static readonly Shape<SiteEntry> Shape = Shapes.Object(fields => new SiteEntry(
        fields.Required("path", SiteScalars.Folder.WithPlace(), "the folder with the site's configuration; relative to this file"),
        fields.Required("platforms", Shapes.OneOrMany(SiteScalars.Platform.WithPlace()), "who serves it; the site is a target on each"),
        fields.Optional("context", SiteScalars.Context, DeployContext.Production.Name,
            "the deploy context: `production`, `deploy-preview`, `branch-deploy`, or one of your own"),
        fields.Optional("branch", Scalars.Line, DeployContext.Production.Branch, "the git branch that is deployed"),
        fields.Optional("tags", Shapes.OneOrMany(SiteScalars.Tag), [], "words to select the site by"),
        fields.Optional(
            "depends_on", Shapes.OneOrMany(SiteScalars.Name.WithPlace()), [], "sites that must have arrived before this one starts"),
        fields.Maybe("rollout", RolloutOverrides.Shape.WithPlace(), "where this site's rollout differs from `rollout` of the file; its platforms go together"),
        fields.Maybe("netlify", NetlifyEntry.Shape, "how the site gets to Netlify"),
        fields.Maybe("render", RenderEntry.Shape, "how the site gets to Render"),
        fields.Maybe("github-pages", GithubPagesEntry.Shape, "how the site gets to GitHub Pages"),
        fields.Maybe("host", HostsEntry.Shape, "which hosts serve the site, and how"),
        fields.Maybe("balance", BalanceEntry.Shape, "how visitors are divided among the platforms and hosts (`docs/balancing.md`)"),
        fields.Maybe("watch", WatchEntry.Shape, "how `chimera monitor` watches it (`docs/monitoring.md`)")));
}
