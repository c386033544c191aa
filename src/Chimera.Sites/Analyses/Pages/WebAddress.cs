namespace Chimera.Sites.Analyses.Pages;

/// <summary>Where a reference leads.</summary>
/// <param name="Scheme">In lower case; <c>https</c> for what is on the site itself.</param>
/// <param name="Host">In lower case; null on the site itself, and for a scheme without hosts.</param>
/// <param name="Port">As written; null when it was not.</param>
/// <param name="Path">Percent-encoded, without dot segments; starts with a slash on the site.</param>
/// <param name="Query">Without the question mark.</param>
/// <param name="Fragment">Without the hash, as written; null when there is none.</param>
internal sealed record WebAddress(string Scheme, string? Host, string? Port, string Path, string Query, string? Fragment)
{
    public bool IsLocal => Host is null && Scheme == "https";

    public bool IsWeb => Scheme is "https" or "http" or "ws" or "wss";

    public static WebAddress Local(string path) => new("https", null, null, path, "", null);
}
