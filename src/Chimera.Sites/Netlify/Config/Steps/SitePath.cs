namespace Chimera.Sites.Netlify.Config.Steps;

/// <summary>Paths with slashes, relative to the site's folder, which is <c>""</c>.</summary>
internal static class SitePath
{
    /// <summary>As <c>path.posix.resolve</c>: no empty pieces, no dots, no slash at the end.</summary>
    /// <returns>Null when it leads out of the site's folder, even if it would lead back in.</returns>
    public static string? Resolve(string from, string path)
    {
        List<string> pieces = [];
        foreach (var piece in $"{from}/{path}".Split('/'))
        {
            switch (piece)
            {
                case "" or ".":
                    break;
                case "..":
                    if (pieces.Count == 0)
                    {
                        return null;
                    }

                    pieces.RemoveAt(pieces.Count - 1);
                    break;
                default:
                    pieces.Add(piece);
                    break;
            }
        }

        return string.Join('/', pieces);
    }
}
