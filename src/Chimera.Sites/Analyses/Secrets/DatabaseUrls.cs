using Chimera.Documents;

namespace Chimera.Sites.Analyses.Secrets;

/// <summary>Addresses of databases with a password in them. Those of documentation, and those of one's own machine, are none.</summary>
internal static class DatabaseUrls
{
    private const int MaxLength = 400;
    private static readonly AsciiSet Templates = new("{}$[]<>*%()");

    private static readonly HashSet<string> Examples = new(
        ["password", "passwd", "pass", "pw", "pwd", "secret", "mypassword",
         "yourpassword", "changeme", "postgres", "mysql", "root", "admin",
         "user", "username", "test", "example", "xxx", "xxxx"],
        StringComparer.OrdinalIgnoreCase);

    public static (Secret? Secret, int End) Look(string text, int at)
    {
        var start = text.IndexOf("://", at, StringComparison.Ordinal) + 3;
        var end = start;
        while (end < text.Length && end - start < MaxLength
            && !char.IsWhiteSpace(text[end]) && text[end] is not ('"' or '\'' or '`' or '<' or '>' or '\\' or '/' or '?'))
        {
            end++;
        }

        var authority = text.AsSpan(start, end - start);
        var sign = authority.LastIndexOf('@');
        var colon = sign < 0 ? -1 : authority[..sign].IndexOf(':');
        if (colon < 0)
        {
            return (null, Math.Max(end, start));
        }

        var password = authority[(colon + 1)..sign];
        var host = authority[(sign + 1)..];
        return IsSecret(password.ToString()) && IsPublic(host)
            ? (new Secret("the address of a database with its password", new TextSpan(at, end - at)), end)
            : (null, end);
    }

    private static bool IsSecret(string password) =>
        password.Length >= 6
        && !Examples.Contains(password)
        && !password.AsSpan().ContainsAny(Templates)
        && !password.Contains("password", StringComparison.OrdinalIgnoreCase)
        && password.Distinct().Count() >= 5;

    private static bool IsPublic(ReadOnlySpan<char> host)
    {
        var colon = host.LastIndexOf(':');
        var name = colon < 0 ? host : host[..colon];
        return name.Contains('.') && !name.StartsWith("127.") && !name.StartsWith("0.0.")
            && !name.Contains("example", StringComparison.OrdinalIgnoreCase);
    }
}
