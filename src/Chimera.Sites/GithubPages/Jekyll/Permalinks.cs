using System.Globalization;
using System.Text;

namespace Chimera.Sites.GithubPages.Jekyll;

/// <summary>From a permalink to the file that is written for it (Jekyll 3.10: <c>url.rb</c>, <c>page.rb</c>, <c>document.rb</c>).</summary>
internal static class Permalinks
{
    /// <summary>The path of the file that is written, which is the path of its URL.</summary>
    public static string FileOf(string url, string extension)
    {
        var path = Sanitized(Uri.UnescapeDataString(url));
        return path.EndsWith('/') ? path + "index" + extension
            : path.EndsWith(extension, StringComparison.Ordinal) ? path
            : path + extension;
    }

    /// <summary>The template of posts in a site of this style.</summary>
    public static string OfPosts(string style) => style switch
    {
        "date" => "/:categories/:year/:month/:day/:title:output_ext",
        "pretty" => "/:categories/:year/:month/:day/:title/",
        "ordinal" => "/:categories/:year/:y_day/:title:output_ext",
        "none" => "/:categories/:title:output_ext",
        _ => style,
    };

    public static string Suffixed(string template, string style) => template + style switch
    {
        "pretty" => "/",
        "date" or "ordinal" or "none" => ":output_ext",
        _ => (style.EndsWith('/') ? "/" : "") + (style.EndsWith(":output_ext", StringComparison.Ordinal) ? ":output_ext" : ""),
    };

    /// <returns>Null when the template asks for something that is not there; Jekyll then stops.</returns>
    public static string? Fill(string template, IReadOnlyDictionary<string, string> values)
    {
        StringBuilder result = new();
        for (var at = 0; at < template.Length;)
        {
            if (template[at] != ':' || at + 1 >= template.Length || !IsKey(template[at + 1]))
            {
                result.Append(template[at++]);
                continue;
            }

            var end = at + 1;
            while (end < template.Length && IsKey(template[end]))
            {
                end++;
            }

            var key = template[(at + 1)..end];
            if (!values.TryGetValue(key, out var value))
            {
                // ':month_:day' means the month and an underscore.
                if (!key.EndsWith('_') || !values.TryGetValue(key[..^1], out value))
                {
                    return null;
                }

                end--;
            }

            result.Append(value);
            at = end;
        }

        return result.ToString();
    }

    /// <summary>Letters, digits and what a URL may hold stay; every run of anything else becomes a hyphen.</summary>
    public static string Slug(string text)
    {
        StringBuilder result = new();
        foreach (var character in text)
        {
            if (char.IsLetterOrDigit(character) || char.GetUnicodeCategory(character) == UnicodeCategory.NonSpacingMark
                || "._~!$&'()+,;=@".Contains(character, StringComparison.Ordinal))
            {
                result.Append(character);
            }
            else if (result.Length > 0 && result[^1] != '-')
            {
                result.Append('-');
            }
        }

        return result.ToString().Trim('-');
    }

    private static bool IsKey(char character) => char.IsAsciiLetterLower(character) || character == '_';

    private static string Sanitized(string url)
    {
        var text = ("/" + url).Replace("..", "/", StringComparison.Ordinal).Replace("./", "", StringComparison.Ordinal);
        StringBuilder result = new(text.Length);
        foreach (var character in text)
        {
            if (character != '/' || result.Length == 0 || result[^1] != '/')
            {
                result.Append(character);
            }
        }

        return result.ToString();
    }
}
