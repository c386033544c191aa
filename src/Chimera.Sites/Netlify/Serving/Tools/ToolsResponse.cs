using System.Collections.Immutable;

namespace Chimera.Sites.Netlify.Serving.Tools;

/// <summary>What Netlify's own packages come to for a request, taken together.</summary>
/// <param name="Via">What decided: <c>file</c>, <c>rule-redirect</c>, <c>rule-rewrite</c> …</param>
/// <param name="Status">Null when another server answers.</param>
public sealed record ToolsResponse(string Via, double? Status)
{
    /// <summary>Where a redirect leads.</summary>
    public string? Location { get; init; }

    /// <summary>There is a body, or there would be one if its file existed.</summary>
    public bool HasBody { get; init; }

    public string? Body { get; init; }

    /// <summary>The URL that answers instead, or the destination of a rewrite that has no file.</summary>
    public string? To { get; init; }

    /// <summary>Those of the request's path; default when the answer has no headers of the site's.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Headers { get; init; }

    /// <summary>Those of the path that was served, which is what Netlify's local server sends.</summary>
    public ImmutableArray<KeyValuePair<string, string>> ServedHeaders { get; init; }
}
