using System.Text.Json.Nodes;
using Chimera.Sites.GithubPages.Deploying.Workflow;

namespace Chimera.Sites.Declaration;

/// <summary>How a site gets to its platform. A closed set.</summary>
public abstract record Connection
{
    private Connection()
    {
    }

    /// <param name="Site">Its id or one of its domains.</param>
    /// <param name="Api">Null for Netlify's own.</param>
    public sealed record Netlify(string Site, Uri? Api, TokenSource Token) : Connection;

    /// <param name="Service">Its id: <c>srv-…</c>.</param>
    /// <param name="Api">Null for Render's own.</param>
    /// <param name="Hook">Where the address of the deploy hook comes from, which starts deploys; null where the API key may.</param>
    /// <param name="Blueprint">The id of the Blueprint that its headers and routes come from: <c>exs-…</c>; null where that is not asked.</param>
    public sealed record Render(string Service, Uri? Api, TokenSource Token, TokenSource? Hook = null, string? Blueprint = null) : Connection;

    /// <param name="Repository">At GitHub: <c>owner/name</c>; empty for a remote elsewhere.</param>
    /// <param name="Remote">The repository, as git reaches it.</param>
    /// <param name="Api">Null where there is none that tells when the site was built.</param>
    /// <param name="Token">Null where none is needed.</param>
    public sealed record GithubPages(string Repository, Uri Remote, string Branch, Uri? Api, TokenSource? Token) : Connection;

    /// <summary>GitHub Pages, from artifacts of the repository's workflow.</summary>
    public sealed record GithubWorkflow(WorkflowSite Site, TokenSource Token) : Connection;

    /// <param name="Access">What the host's own realm wrote of it.</param>
    public sealed record Host(JsonObject Access, HostPlace Place) : Connection;
}
