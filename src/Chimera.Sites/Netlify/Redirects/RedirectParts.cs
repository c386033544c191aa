using System.Collections.Immutable;
using Chimera.Sites.Netlify.JavaScript;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Netlify.Redirects;

/// <summary>
/// The rules that a line of <c>_redirects</c> and a table of <c>netlify.toml</c> are held to alike (@netlify/redirect-parser,
/// normalize.js).
/// </summary>
internal static class RedirectParts
{
    /// <summary>The scheme, host and path of the <c>from</c> field.</summary>
    public readonly record struct Source(string? Scheme, string? Host, string Path);

    /// <param name="refused">Why it may not be.</param>
    public static Source? SourceOf(string from, out RedirectOutcome.Refused? refused)
    {
        refused = null;
        var source = new Source(null, null, from);
        if (IsUrl(from))
        {
            if (WhatwgUrl.Parse(from) is not { } url)
            {
                refused = new(
                    RedirectFindings.BadUrl, "Invalid URL: Invalid URL", "from", $"'{from}' is not a URL, so the rule is dropped");
                return null;
            }

            source = new Source(url.Scheme, url.Host, url.PathName);
        }

        if (source.Path.StartsWith("/.netlify", StringComparison.Ordinal))
        {
            refused = new(
                RedirectFindings.ReservedPath, "\"path\" field must not start with \"/.netlify\"", "from",
                $"'{from}' begins with '/.netlify', which is Netlify's own, so the rule is dropped");
            return null;
        }

        return source;
    }

    /// <summary>The target of a rule that was written without one: only a splat that is served with success may do that.</summary>
    public static string? ForwardTarget(string from, double? status) =>
        from.EndsWith("/*", StringComparison.Ordinal) && status is >= 200 and < 300 ? $"{from.AsSpan(0, from.Length - 1)}:splat" : null;

    public static RedirectOutcome.Refused MissingTarget(string from) => new(
        RedirectFindings.MissingTarget, "Missing \"to\" field", "to",
        $"the rule for '{from}' has no destination, and only a rule like '/path/*' with a status of 200 to 299 may leave it out");

    public static RedirectOutcome.Refused BadStatus(string text) => new(
        RedirectFindings.BadStatus, $"Invalid status code: {text}", "status",
        $"'{text}' stands where the status should, and is no number, so the rule is dropped");

    public static bool IsUrl(string text) =>
        text.StartsWith("http://", StringComparison.Ordinal) || text.StartsWith("https://", StringComparison.Ordinal);

    public static bool IsProxy(double? status, string? to) => status == 200 && to is not null && IsUrl(to);

    /// <summary><c>text.trim().split(/\s*,\s*/)</c>.</summary>
    public static ImmutableArray<string> SplitOnCommas(string text)
    {
        var trimmed = JsText.Trim(text);
        if (!trimmed.Contains(',', StringComparison.Ordinal))
        {
            return [trimmed];
        }

        // The ends are trimmed already, so trimming every piece at both ends is the same as the pattern's doing.
        return [.. trimmed.Split(',').Select(JsText.Trim)];
    }
}
