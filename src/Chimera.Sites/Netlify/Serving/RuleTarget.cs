using Chimera.Sites.Netlify.JavaScript;

namespace Chimera.Sites.Netlify.Serving;

/// <summary>Where a rule leads for a request, its query passed on.</summary>
/// <param name="Url">In full.</param>
/// <param name="IsExternal">It is written as a URL of the web.</param>
internal sealed record RuleTarget(WhatwgUrl Url, bool IsExternal)
{
    /// <summary>As a redirect says it: a URL in full when it was written as one.</summary>
    public string Location => IsExternal ? Url.Href : $"{Url.PathName}{Url.Search}{Url.Hash}";

    /// <param name="to">The destination, its placeholders filled in.</param>
    /// <param name="from">The request.</param>
    /// <returns>Null when it is no URL.</returns>
    public static RuleTarget? Of(string to, WhatwgUrl from)
    {
        if (WhatwgUrl.Parse(to, from) is not { } url)
        {
            return null;
        }

        // The request's query goes along only when the destination has none of its own.
        if (UrlSearchParams.Parse(url.Query).IsEmpty && UrlSearchParams.Parse(from.Query) is { IsEmpty: false } passed)
        {
            url.Query = UrlSearchParams.Write(passed);
        }

        return new RuleTarget(url, to.StartsWith("http://", StringComparison.Ordinal)
            || to.StartsWith("https://", StringComparison.Ordinal));
    }
}
