using Chimera.Engine.Truth.Documents;
using Chimera.Sites.Findings;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Analyses.Headers;

/// <summary>
/// Values that a browser throws away: Strict-Transport-Security (RFC 6797, §6.1) and the CORS headers (Fetch standard, §3.3).
/// </summary>
internal static class SecurityHeaders
{
    private static readonly string[] HstsDirectives = ["max-age", "includeSubDomains", "preload"];

    public static IEnumerable<SiteFinding> Check(HeaderRule rule)
    {
        foreach (var (name, value) in rule.Values)
        {
            if (name.Equals("Strict-Transport-Security", StringComparison.OrdinalIgnoreCase) && Hsts(value) is { } hsts)
            {
                yield return new SiteFinding(HeaderFindings.HstsInvalid, $"Strict-Transport-Security: {hsts}", rule.Place, Subject: name);
            }
            else if (name.Equals("Access-Control-Allow-Origin", StringComparison.OrdinalIgnoreCase) && Origin(value) is { } origin)
            {
                yield return new SiteFinding(
                    HeaderFindings.CorsInvalid, $"Access-Control-Allow-Origin: {origin}", rule.Place, Subject: name);
            }
        }
    }

    private static string? Hsts(string value)
    {
        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        foreach (var part in value.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.Contains(',', StringComparison.Ordinal))
            {
                return "its directives are separated by semicolons, not by commas";
            }

            var equals = part.IndexOf('=', StringComparison.Ordinal);
            var name = (equals < 0 ? part : part[..equals]).Trim();
            var content = equals < 0 ? "" : part[(equals + 1)..].Trim().Trim('"');
            if (!seen.Add(name))
            {
                return $"'{SafeText.Line(name)}' is there twice, so browsers ignore the header";
            }

            if (name.Equals("max-age", StringComparison.OrdinalIgnoreCase))
            {
                if (content.Length == 0 || content.AsSpan().ContainsAnyExceptInRange('0', '9'))
                {
                    return "max-age is not a number of seconds, so browsers ignore the header";
                }
            }
            else if (!HstsDirectives.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                return $"unknown directive '{SafeText.Line(name)}'; {Nearest.Hint(name, HstsDirectives, "remove it")}";
            }
        }

        return seen.Contains("max-age") ? null : "max-age is missing, so browsers ignore the header";
    }

    private static string? Origin(string value)
    {
        var text = value.Trim();
        return text is "*" or "null" || text.AsSpan().ContainsAny('{', '$') ? null
            : text.AsSpan().ContainsAny(',', ' ') ? "one origin, or '*', is all it can hold, so browsers refuse every origin"
            : text.Contains('*', StringComparison.Ordinal)
                ? $"'{SafeText.Line(text)}' is compared as it stands: a part of an origin cannot be left open"
            : !text.Contains("://", StringComparison.Ordinal) ? $"'{SafeText.Line(text)}' has no scheme, so it is nobody's origin"
            : text.IndexOf('/', text.IndexOf("://", StringComparison.Ordinal) + 3) >= 0
                ? $"'{SafeText.Line(text)}' has a path or a trailing slash, which no origin has"
            : null;
    }
}
