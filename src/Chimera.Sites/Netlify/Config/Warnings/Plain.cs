using System.Text.RegularExpressions;

namespace Chimera.Sites.Netlify.Config.Warnings;

/// <summary>A text of Netlify's tools without the codes that colour it in a terminal.</summary>
internal static partial class Plain
{
    public static string Text(string text) =>
        text.Contains('\u001b', StringComparison.Ordinal) ? Colours().Replace(text, "") : text;

    [GeneratedRegex(@"\x1b\[[0-9;]*m", RegexOptions.NonBacktracking)]
    private static partial Regex Colours();
}
