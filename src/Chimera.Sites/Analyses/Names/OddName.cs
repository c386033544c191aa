namespace Chimera.Sites.Analyses.Names;

/// <summary>Names that a disk takes and an address does not, unless they are encoded.</summary>
internal static class OddName
{
    /// <returns>What is odd, as part of a sentence; null when nothing is.</returns>
    public static string? Wrong(string path)
    {
        foreach (var c in path)
        {
            switch (c)
            {
                case '#':
                    return "a #, which begins a fragment in an address";
                case '?':
                    return "a ?, which begins the query in an address";
                case '%':
                    return "a %, which begins an encoded letter in an address";
                case '\\':
                    return "a backslash, which browsers turn into a slash";
                case '\ufffd':
                    return "bytes that are not UTF-8";
                case var _ when char.IsControl(c):
                    return $"the control character U+{(int)c:X4}";
            }
        }

        return path.Split('/').Any(segment => segment.Length > 0 && (segment[0] == ' ' || segment[^1] == ' ')) ? "a space at an end" : null;
    }
}
