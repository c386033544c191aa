namespace Chimera.Sites.Folder;

/// <summary>Folders that are never part of a site: what others keep there, and what Chimera remembers, its private keys among it.</summary>
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

    public static bool IsSkippedName(ReadOnlySpan<char> name) => name is ".git" or "node_modules" or ".chimera";
}
