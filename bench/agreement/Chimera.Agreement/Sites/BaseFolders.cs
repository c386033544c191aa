using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace Chimera.Agreement.Sites;

/// <summary>The folders that a lone netlify.toml names as its base. They are made, so that the file alone is judged and not that it stands
/// alone.</summary>
internal static partial class BaseFolders
{
    public static ImmutableArray<string> NamedIn(byte[] toml) =>
    [
        .. from Match found in Base().Matches(Encoding.UTF8.GetString(toml))
           let path = found.Groups["path"].Value.TrimStart('/')
           where path.Length > 0 && !path.Contains('\0', StringComparison.Ordinal) && !path.Split('/').Contains("..")
           select path,
    ];

    [GeneratedRegex("""^\s*base\s*=\s*["'](?<path>[^"'\n]+)["']""",
        RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Base();
}
