using Chimera.Sites.Netlify.JavaScript;

namespace Chimera.Sites.Netlify.Serving;

/// <summary>Where a rule leads for a request, its query passed on.</summary>
/// <param name="Location">As a redirect says it: a URL in full when it was written as one, else path, query and fragment.</param>
/// <param name="PathName">The path of it.</param>
/// <param name="IsExternal">It is written as a URL of the web.</param>
internal sealed record RuleTarget(string Location, string PathName, bool IsExternal)
{
    private static readonly AsciiSet Plain =
        new("!$&'()*+,-./0123456789:;=@ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~");

    /// <param name="to">The destination, its placeholders filled in.</param>
    /// <param name="from">The request.</param>
    /// <returns>Null when it is no URL.</returns>
    public static RuleTarget? Of(string to, WhatwgUrl from)
    {
        if (IsPlainPath(to) && from.Scheme is "http" or "https")
        {
            return new RuleTarget(UrlSearchParams.IsEmpty(from.Query) ? to : $"{to}?{Passed(from)}", to, IsExternal: false);
        }

        if (WhatwgUrl.Parse(to, from) is not { } url)
        {
            return null;
        }

        // The request's query goes along only when the destination has none of its own.
        if (UrlSearchParams.IsEmpty(url.Query) && !UrlSearchParams.IsEmpty(from.Query))
        {
            url.Query = Passed(from);
        }

        var external = to.StartsWith("http://", StringComparison.Ordinal) || to.StartsWith("https://", StringComparison.Ordinal);
        var path = url.PathName;
        return new RuleTarget(external ? url.Href : $"{path}{url.Search}{url.Hash}", path, external);
    }

    private static string Passed(WhatwgUrl from) => UrlSearchParams.Write(UrlSearchParams.Parse(from.Query));

    /// <summary>A path that a URL has as it is written: nothing to encode, to leave out or to part from it.</summary>
    private static bool IsPlainPath(string to) =>
        to.StartsWith('/') && !to.StartsWith("//", StringComparison.Ordinal) && !to.AsSpan().ContainsAnyExcept(Plain)
        && !to.Contains("/.", StringComparison.Ordinal);
}
