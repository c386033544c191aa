namespace Chimera.Sites.Host.Nginx;

/// <summary>Texts as nginx reads them from its configuration: always in double quotes, so that nothing in them ends a directive.</summary>
internal static class NginxText
{
    /// <summary>A variable that holds a dollar sign, which has no escape of its own.</summary>
    public const string Dollar = "${chimera_dollar}";

    /// <summary>Whether nginx can be told it at all: no control characters.</summary>
    public static bool CanBeTold(string text) => !text.Any(char.IsControl);

    /// <summary>A text without variables, without its quotes.</summary>
    public static string Plain(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("$", Dollar, StringComparison.Ordinal);
}
