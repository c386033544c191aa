using System.Globalization;

namespace Chimera.Sites.GithubPages.Domain;

/// <summary>Domains as <c>CNAME</c> must have them.</summary>
internal static class DomainName
{
    /// <summary>Two labels or more, of letters, digits and hyphens (RFC 1123), at most 253 characters.</summary>
    public static bool IsBare(string text) =>
        text.Length is > 0 and <= 253 && text.Split('.') is { Length: >= 2 } labels && labels.All(IsLabel)
            && !labels[^1].All(char.IsAsciiDigit);

    public static bool IsGithubs(string domain) =>
        domain.EndsWith(".github.io", StringComparison.OrdinalIgnoreCase)
            || domain.EndsWith(".github.com", StringComparison.OrdinalIgnoreCase)
        || domain.Equals("github.com", StringComparison.OrdinalIgnoreCase)
        || domain.Equals("github.io", StringComparison.OrdinalIgnoreCase);

    /// <summary>The domain in what a person wrote around it: scheme, user, port, path, a closing dot, capitals, letters beyond
    /// ASCII.</summary>
    /// <returns>Null when there is none.</returns>
    public static string? Within(string written)
    {
        var text = written.Trim().TrimStart('\uFEFF').Trim('"', '\'', '<', '>', ' ');
        text = text.IndexOf("://", StringComparison.Ordinal) is var scheme and >= 0 ? text[(scheme + 3)..] : text.TrimStart('/');
        text = text[..End(text.IndexOfAny(['/', '?', '#', ' ', '\t', ',']), text.Length)];
        text = text[(text.LastIndexOf('@') + 1)..];
        text = text[..End(text.IndexOf(':', StringComparison.Ordinal), text.Length)].TrimEnd('.');
        return InAscii(text) is { } domain && IsBare(domain) ? domain.ToLowerInvariant() : null;
    }

    public static string? InAscii(string domain)
    {
        try
        {
            return domain.Length == 0 ? null : new IdnMapping().GetAscii(domain.ToLowerInvariant());
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static int End(int found, int otherwise) => found < 0 ? otherwise : found;

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= 63 && label[0] != '-' && label[^1] != '-'
            && label.All(character => char.IsAsciiLetterOrDigit(character) || character == '-');
}
