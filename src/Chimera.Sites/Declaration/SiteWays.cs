using Chimera.Engine.Truth.Documents;
using Chimera.Engine.Validation;
using Chimera.Sites.GithubPages.Deploying;
using Chimera.Sites.GithubPages.Deploying.Workflow;
using Chimera.Sites.Platforms;
using Chimera.Sites.Publishing;

namespace Chimera.Sites.Declaration;

/// <summary>Makes of what a site says of its platforms the ways to them.</summary>
internal sealed class SiteWays(Named<SiteEntry> site, string folder, IReleaseHosts hosts, Engine.Validation.Findings findings)
{
    public IEnumerable<SiteWay> To(Platform platform) => platform switch
    {
        Platform.Netlify when site.Value.Netlify is { } netlify =>
        [
            new SiteWay(
                platform, null, new Connection.Netlify(netlify.Site.Value, Checked(netlify.Api), netlify.Token.In(folder)), netlify.Address),
        ],
        Platform.Render when site.Value.Render is { } render =>
        [
            new SiteWay(
                platform, null,
                new Connection.Render(
                    render.Service.Value, Checked(render.Api), render.Token.In(folder), render.Hook?.In(folder), render.Blueprint),
                render.Address),
        ],
        Platform.GithubPages when site.Value.GithubPages is { } pages => [ToPages(pages)],
        Platform.Host when site.Value.Host is { } entry && entry.Way.IsPossible($"the site '{site.Name}'", "host", findings) =>
            entry.On.DistinctBy(name => name.Value).Select(name => ToHost(entry, name)).OfType<SiteWay>(),
        _ => [new SiteWay(platform, null, null, null)],
    };

    private SiteWay ToPages(GithubPagesEntry entry)
    {
        if (entry.Workflow is { } workflow)
        {
            return ByWorkflow(entry, workflow);
        }

        var connection = entry.Repository is { } repository
            ? new Connection.GithubPages(
                repository.Value, new Uri($"https://github.com/{repository.Value}.git"), entry.Branch ?? PagesSite.UsualBranch,
                Checked(entry.Api) ?? PagesSite.GithubApi, (entry.Token ?? new TokenSource.Variable("GITHUB_TOKEN")).In(folder))
            : new Connection.GithubPages(
                "", entry.Remote!.Value, entry.Branch ?? PagesSite.UsualBranch, Checked(entry.Api), entry.Token?.In(folder));
        if (PagesSite.Of(connection, entry.Address).Problem(connection.Token is not null) is { } problem)
        {
            Refuse(entry, problem);
        }

        return new SiteWay(Platform.GithubPages, null, connection, entry.Address);
    }

    private void Refuse(GithubPagesEntry entry, string problem) => findings.Add(Finding.Error(
        "sites.pages-unusable", $"the site '{site.Name}' cannot get to GitHub Pages: {problem}", "correct 'github-pages:' of the site",
        entry.Repository?.Place ?? entry.Remote!.Place));

    private SiteWay ByWorkflow(GithubPagesEntry entry, WorkflowEntry workflow)
    {
        WorkflowSite published = new(
            entry.Repository?.Value ?? "", Checked(entry.Api) ?? PagesSite.GithubApi, workflow.Environment, workflow.Artifact);
        var problem = entry.Repository is null ? "a workflow publishes from a 'repository' at GitHub, and from no 'remote'"
            : entry.Branch is not null ? "a workflow publishes from an artifact, and from no 'branch'"
            : !published.IsRepository ? $"'{published.Repository}' is no repository's name"
            : null;
        if (problem is not null)
        {
            Refuse(entry, problem);
        }

        return new SiteWay(
            Platform.GithubPages, null, new Connection.GithubWorkflow(published, (entry.Token ?? new TokenSource.Variable("GITHUB_TOKEN")).In(folder)), entry.Address);
    }

    /// <summary>Where a token goes that nobody on the way may read.</summary>
    private Uri? Checked(Placed<Uri>? api)
    {
        if (api is { Value: { IsLoopback: false } clear } && clear.Scheme != Uri.UriSchemeHttps)
        {
            findings.Add(Finding.Error(
                "sites.api-clear", $"the token of the site '{site.Name}' would be sent in the clear to {clear.Scheme}://{clear.Authority}",
                "write an address with https", api.Place));
        }

        return api?.Value;
    }

    private SiteWay? ToHost(HostsEntry entry, Placed<string> name)
    {
        if (hosts.Find(name.Value) is not { } access)
        {
            findings.Add(Finding.Error(
                "sites.host-unknown", $"the site '{site.Name}' is to be served by {name.Value}, and there is no such host", "declare it under 'fleet: hosts:'", name.Place));
            return null;
        }

        return new SiteWay(Platform.Host, name.Value, new Connection.Host(access, entry.Place), Address: null);
    }
}
