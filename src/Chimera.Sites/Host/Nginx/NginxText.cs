using System.Globalization;
using System.Text;

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

    /// <summary>An expression that matches this text and no other. No backslash of it means anything to nginx's own reader.</summary>
    public static string Expression(string text)
    {
        var expression = new StringBuilder();
        foreach (var one in Encoding.UTF8.GetBytes(text))
        {
            _ = char.IsAsciiLetterOrDigit((char)one) || one is (byte)'/' or (byte)'_' or (byte)'-' or (byte)'%' or (byte)'=' or (byte)'&' or (byte)','
                ? expression.Append((char)one)
                : expression.Append(CultureInfo.InvariantCulture, $"\\x{one:x2}");
        }

        return expression.ToString();
    }
}
