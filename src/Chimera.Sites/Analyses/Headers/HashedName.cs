namespace Chimera.Sites.Analyses.Headers;

/// <summary>
/// Whether a path changes when the file does: it holds a digest or a version, as bundlers and package managers write them.
/// </summary>
internal static class HashedName
{
    private static readonly string[] Folders = ["/_next/static/", "/_app/immutable/", "/_astro/", "/_nuxt/"];

    public static bool IsIn(string path) =>
        Folders.Any(folder => path.Contains(folder, StringComparison.Ordinal)) || path.Split('/').Any(IsSegmentHashed);

    private static bool IsSegmentHashed(string segment)
    {
        var stem = segment;
        while (Path.GetExtension(stem) is { Length: > 1 and <= 6 } extension && !extension.AsSpan(1).ContainsAnyInRange('0', '9'))
        {
            stem = stem[..^extension.Length];
        }

        return stem.Split('.', '-', '_', '~', '@').Any(IsDigest) || IsVersioned(segment) || EndsInDigest(stem);
    }

    /// <summary>Six letters of hexadecimal or more with a digit, or eight of mixed letters and digits.</summary>
    private static bool IsDigest(string part) =>
        (part.Length >= 6 && part.All(char.IsAsciiHexDigit) && part.Any(char.IsAsciiDigit))
        || (part.Length >= 8 && part.All(char.IsAsciiLetterOrDigit) && Mixed(part));

    /// <summary>Base64url has dashes and underscores of its own: <c>index-B_x9-Zq1</c>.</summary>
    private static bool EndsInDigest(string stem) =>
        stem.Length > 9 && stem[^9] is '-' or '.' && stem[^8..].All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            && Mixed(stem[^8..]);

    private static bool Mixed(string part)
    {
        var letters = part.Count(char.IsAsciiLetter);
        var upper = part.Count(char.IsAsciiLetterUpper);
        return (part.Any(char.IsAsciiDigit) && letters > 0) || (upper > 1 && upper < letters) || (upper == part.Length && part.Length == 8);
    }

    /// <summary><c>jquery-3.7.1.min.js</c>, <c>bootstrap@5</c>, <c>/v2/</c>.</summary>
    private static bool IsVersioned(string segment)
    {
        for (var at = 0; at < segment.Length; at++)
        {
            if (char.IsAsciiDigit(segment[at])
                && ((at > 0 && segment[at - 1] == '@')
                    || (at > 0 && segment[at - 1] is 'v' or 'V' && (at == 1 || !char.IsAsciiLetter(segment[at - 2])))
                    || (at + 2 < segment.Length && segment[at + 1] == '.' && char.IsAsciiDigit(segment[at + 2]))))
            {
                return true;
            }
        }

        return false;
    }
}
