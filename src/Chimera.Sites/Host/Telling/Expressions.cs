using System.Globalization;
using System.Text;
using Chimera.Sites.Netlify.Headers;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Host.Telling;

/// <summary>Regular expressions that mean the same to PCRE (nginx) and RE2 (Caddy).</summary>
internal static class Expressions
{
    /// <summary>One that matches this text and no other. No character of it means anything to a configuration's own reader.</summary>
    public static string Literal(string text)
    {
        var expression = new StringBuilder();
        foreach (var one in text)
        {
            _ = !char.IsAscii(one) || char.IsAsciiLetterOrDigit(one) || one is '/' or '_' or '-' or '%' or '=' or '&' or ','
                ? expression.Append(one)
                : expression.Append(CultureInfo.InvariantCulture, $"\\x{(int)one:x2}");
        }

        return expression.ToString();
    }

    /// <summary>The paths that a rule for headers is for, whatever their letter case, without the anchor in front; null where it is for none.</summary>
    public static string? PathsOf(HeaderRule rule)
    {
        var pattern = HeaderPattern.Of(rule.For);
        // The source is JavaScript's, whose escaped slashes mean the same here; anchors stand for the whole path.
        return pattern.Error is not null ? null : pattern.Source.TrimStart('^')
            .Replace("\\/", "/", StringComparison.Ordinal).Replace("\\{", "\\x7b", StringComparison.Ordinal).Replace("\\}", "\\x7d", StringComparison.Ordinal)
            .Replace("\"", "\\x22", StringComparison.Ordinal).Replace("`", "\\x60", StringComparison.Ordinal);
    }
}
