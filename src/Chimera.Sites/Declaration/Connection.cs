using System.Text.Json.Nodes;

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
    public sealed record Render(string Service, Uri? Api, TokenSource Token) : Connection;

    /// <param name="Host">What the host's own realm wrote of it.</param>
    public sealed record Host(JsonObject Access, HostPlace Place) : Connection;
}
