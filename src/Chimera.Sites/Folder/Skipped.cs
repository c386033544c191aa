namespace Chimera.Sites.Folder;

/// <summary>Folders that are never part of a site.</summary>
internal static class Skipped
{
    public static bool IsSkipped(string path)
    {
        foreach (var segment in path.AsSpan().Split('/'))
        {
            if (IsSkippedName(path.AsSpan(segment)))
            {
                return true;
            }
        }

        return false;
    }

    public static bool IsSkippedName(ReadOnlySpan<char> name) => name is ".git" or "node_modules";
}
