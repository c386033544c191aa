using System.Collections.ObjectModel;

namespace Chimera.Sites.Requests;

/// <summary>What a browser sends, and what the platform finds out about who sends it.</summary>
/// <param name="Path">As on the wire, percent-encoded; starts with a slash.</param>
/// <param name="Query">Without the question mark; empty when there is none.</param>
/// <param name="Headers">Names in lower case.</param>
/// <param name="Cookies">Name and value, decoded.</param>
/// <param name="Country">ISO 3166-1 alpha-2, in lower case; null when unknown.</param>
/// <param name="Language">BCP 47, the visitor's first; null when unknown.</param>
public sealed record SiteRequest(
    string Method,
    string Scheme,
    string Host,
    string Path,
    string Query,
    IReadOnlyDictionary<string, string> Headers,
    IReadOnlyDictionary<string, string> Cookies,
    string? Country,
    string? Language)
{
    public static SiteRequest Get(string path, string query = "") => new(
        "GET", "https", "site.example", path, query, ReadOnlyDictionary<string, string>.Empty, ReadOnlyDictionary<string, string>.Empty,
        null, null);

    /// <summary>Path and query, as on the request line.</summary>
    public string Target => Query.Length == 0 ? Path : $"{Path}?{Query}";
}
