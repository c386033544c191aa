using System.Text;
using Chimera.Sites.Netlify.JavaScript;
using Chimera.Sites.Netlify.JavaScript.Patterns;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Netlify.Headers;

/// <summary>
/// The path of a header rule, as Netlify makes a regular expression of it (@netlify/headers-parser, for_regexp.js): letter case does not
/// matter, nor does a slash at the end; what stands beside a <c>*</c> in its segment is not escaped.
/// </summary>
internal sealed class HeaderPattern : IHeaderPattern
{
    private static readonly AsciiSet Syntax = new("\\^$.+?()[]{}|*-");
    private static readonly AsciiSet Special = new("\\^$+?()[]{}|");

    private readonly string _path;
    private readonly string _pattern;
    private readonly string? _prefix;
    private readonly HeaderGlob? _glob;
    private readonly string _lead;
    private readonly bool _anythingFollows;
    private readonly Lazy<JsPattern?> _compiled;

    private HeaderPattern(string path, string pattern, string? prefix, HeaderGlob? glob, string lead, bool anythingFollows, bool risky)
    {
        _path = path;
        _pattern = pattern;
        _prefix = prefix;
        _glob = glob;
        _lead = risky ? "" : lead;
        _anythingFollows = anythingFollows;
        _compiled = new Lazy<JsPattern?>(() => JsPattern.Compile(pattern, out _));
        if (risky)
        {
            _ = JsPattern.Compile(pattern, out var error);
            Error = error;
        }
    }

    /// <summary><c>forRegExp.source</c>; its flags are <c>iu</c>.</summary>
    public string Source => JsPattern.Source(_pattern);

    /// <summary>V8's message when what came out is no regular expression.</summary>
    public string? Error { get; }

    /// <summary>
    /// The folded text that any path it matches begins with, when the pattern is that text alone or that text and anything after; else
    /// null.
    /// </summary>
    public string? Prefix => _prefix;

    public string Sample => "/" + string.Join('/', _path.Split('/').Select(JsText.TrimEnd).Where(part => part.Length > 0)
        .Select(part => part[0] == ':' ? "x" : part.Replace('*', 'x')));

    /// <summary>It is one path, with or without a slash at the end.</summary>
    public bool IsExact => _prefix is not null && !_anythingFollows;

    /// <summary>What a path without line ends begins with, folded, if and only if the pattern is for it; null for other patterns.</summary>
    /// <remarks>A slash before a lone star is optional: '/a/*' is for '/a', too, and for '/abc'.</remarks>
    public string? Beginning => _prefix is null || !_anythingFollows ? null : _prefix.Length == 1 ? "" : _prefix;

    /// <summary>V8's message when what comes out of a path is no regular expression, else null.</summary>
    public static string? ErrorOf(string path) =>
        path.Contains('*', StringComparison.Ordinal) && path.AsSpan().ContainsAny(Special) ? Of(path).Error : null;

    public static bool HasLineEnd(string path) => path.AsSpan().ContainsAny("\n\r\u2028\u2029");

    public static HeaderPattern Of(string path)
    {
        var pattern = new StringBuilder("^/");
        var prefix = new StringBuilder("/");
        var glob = new HeaderGlob.Builder();
        var (plain, anythingFollows, risky, first) = (true, false, false, true);
        string? lead = null;
        foreach (var range in path.AsSpan().Split('/'))
        {
            var part = JsText.TrimEnd(path[range]);
            if (part.Length == 0)
            {
                continue;
            }

            pattern.Append(first ? "" : "/");
            plain &= !anythingFollows && part[0] != ':' && (part == "*" || !part.Contains('*', StringComparison.Ordinal));
            if (part[0] == ':' || part.Contains('*', StringComparison.Ordinal))
            {
                lead ??= prefix.ToString() + (prefix.Length > 1 && part != "*" ? "/" : "");
            }

            if (part[0] == ':')
            {
                pattern.Append("([^/]+)");
                glob.Give();
            }
            else if (part == "*")
            {
                pattern.Append("?(.*)");
                glob.Anything();
                anythingFollows = true;
            }
            else if (part.Contains('*', StringComparison.Ordinal))
            {
                pattern.Append(part.Replace("*", "(.*)", StringComparison.Ordinal));
                risky |= part.AsSpan().ContainsAny(Special);
                glob.Segment(part, dotIsAny: true);
            }
            else
            {
                AppendEscaped(pattern, part);
                glob.Segment(part, dotIsAny: false);
                prefix.Append(first ? "" : "/").Append(Fold(part));
            }

            first = false;
        }

        pattern.Append("/?$");
        return new HeaderPattern(
            path, pattern.ToString(), plain ? prefix.ToString() : null, plain || risky ? null : glob.Build(),
            lead is null or "/" ? "" : lead, anythingFollows, risky);
    }

    public bool IsMatch(string path) => IsMatch(path, Fold(path));

    /// <param name="folded">The path, folded.</param>
    public bool IsMatch(string path, string folded)
    {
        if (_prefix is null || HasLineEnd(folded))
        {
            if (_glob is not null && HeaderGlob.IsFor(folded))
            {
                return _glob.IsMatch(folded);
            }

            return folded.StartsWith(_lead, StringComparison.Ordinal) && _compiled.Value?.IsMatch(path) == true;
        }

        return Beginning is { } beginning
            ? folded.StartsWith(beginning, StringComparison.Ordinal)
            : folded == _prefix
                || (folded.Length == _prefix.Length + 1 && folded[^1] == '/' && folded.StartsWith(_prefix, StringComparison.Ordinal));
    }

    public static string Fold(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('A', 'Z') && Ascii.IsValid(text))
        {
            return text;
        }

        var folded = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            folded.Append(new Rune(CaseFolding.Fold(rune.Value)).ToString());
        }

        return folded.ToString();
    }

    /// <summary>As the package escape-string-regexp 5 does it.</summary>
    private static void AppendEscaped(StringBuilder pattern, string part)
    {
        if (!part.AsSpan().ContainsAny(Syntax))
        {
            pattern.Append(part);
            return;
        }

        foreach (var c in part)
        {
            _ = c switch
            {
                '|' or '\\' or '{' or '}' or '(' or ')' or '[' or ']' or '^' or '$' or '+' or '*' or '?' or '.' =>
                    pattern.Append('\\').Append(c),
                '-' => pattern.Append("\\x2d"),
                _ => pattern.Append(c),
            };
        }
    }
}
