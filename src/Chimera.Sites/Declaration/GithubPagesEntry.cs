using Chimera.Engine.Truth.Documents;

namespace Chimera.Sites.Declaration;

/// <summary>How a site gets to GitHub Pages, as it is written.</summary>
/// <param name="Repository">At GitHub: <c>owner/name</c>; null for a remote elsewhere.</param>
/// <param name="Branch">Null for the usual one, or none.</param>
/// <param name="Workflow">The site is published from artifacts of a workflow, and from no branch.</param>
internal sealed record GithubPagesEntry(
    Placed<string>? Repository, Placed<Uri>? Remote, string? Branch, WorkflowEntry? Workflow, Placed<Uri>? Api, TokenSource? Token,
    Uri? Address)
{
    public static readonly Shape<GithubPagesEntry> Shape = Shapes.Object(fields =>
    {
        var place = fields.ExactlyOne<RepositoryPlace>(
            ("repository", SiteScalars.Repository.WithPlace().As(text => new RepositoryPlace(text, null)), "the repository at GitHub: `owner/name`"),
            ("remote", SiteScalars.Remote.WithPlace().As(uri => new RepositoryPlace(null, uri)), "a repository elsewhere, as git reaches it: https, ssh or file"));
        return new GithubPagesEntry(
            place?.Repository,
            place?.Remote,
            fields.Maybe("branch", SiteScalars.Branch, "the branch that is published, gh-pages unless you say otherwise; it holds the site and nothing else"),
            fields.Maybe("workflow", WorkflowEntry.Shape, "the site is published by a job of GitHub Actions, from an artifact, and from no branch"),
            fields.Maybe("api", SiteScalars.Address.WithPlace(), "where the API is, if not at GitHub"),
            fields.Maybe("token", TokenSource.Shape, "where the token is read from; with `repository`, GITHUB_TOKEN of the environment unless you say otherwise"),
            fields.Maybe("address", SiteScalars.Address, "where visitors find the site; otherwise what GitHub says"));
    });

    private sealed record RepositoryPlace(Placed<string>? Repository, Placed<Uri>? Remote);
}
