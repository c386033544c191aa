namespace Chimera.Sites.Host.Caddy;

/// <summary>Texts as Caddy reads them from a Caddyfile: always between backticks, where nothing has a meaning but placeholders.</summary>
internal static class CaddyText
{
    /// <summary>Placeholders that hold a brace: one that stands there itself would begin a placeholder, or none, depending on how often it was read.</summary>
    public const string Open = "{chimera_open}";

    public const string Close = "{chimera_close}";

    /// <summary>Whether Caddy can be told it at all: no control characters, and not what ends a text.</summary>
    public static bool CanBeTold(string text) => !text.Any(char.IsControl) && !text.Contains('`', StringComparison.Ordinal);

    /// <summary>A text without placeholders, without its quotes.</summary>
    public static string Plain(string text) => string.Concat(text.Select(one => one switch { '{' => Open, '}' => Close, _ => one.ToString() }));

    public static string Quoted(string text) => text.Length == 0 ? "\"\"" : $"`{text}`";
}
