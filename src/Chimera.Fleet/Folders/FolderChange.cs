using System.Collections.Immutable;
using System.Text;

namespace Chimera.Fleet.Folders;

/// <summary>How a folder is made from one that is there.</summary>
/// <param name="Out">What is taken out first, whole where nothing of it stays; each ended by NUL.</param>
/// <param name="In">The paths of the files that are brought.</param>
internal sealed record FolderChange(byte[] Out, ImmutableHashSet<string> In)
{
    public static FolderChange Whole(FolderManifest to) => new([], [.. to.Lines.Select(line => line.Path)]);

    /// <summary>Null when nothing stays.</summary>
    public static FolderChange? Between(FolderManifest from, FolderManifest to)
    {
        var wanted = to.Lines.ToDictionary(line => line.Path, StringComparer.Ordinal);
        var stays = from.Lines.Where(line => wanted.TryGetValue(line.Path, out var same) && Same(same, line))
            .Select(line => line.Path).ToHashSet(StringComparer.Ordinal);
        if (stays.Count == 0)
            return null;
        var folders = stays.SelectMany(Above).ToHashSet(StringComparer.Ordinal);
        var gone = from.Lines.Where(line => !stays.Contains(line.Path))
            .Select(line => Above(line.Path).FirstOrDefault(folder => !folders.Contains(folder)) ?? line.Path)
            .Prepend("manifest").Distinct(StringComparer.Ordinal);
        var names = string.Concat(gone.Select(name => $"./{name}\0"));
        return new(Encoding.UTF8.GetBytes(names), [.. wanted.Keys.Where(path => !stays.Contains(path))]);
    }

    public static bool Same(FolderLine one, FolderLine other) => one.Sha256 == other.Sha256 && one.Executable == other.Executable;

    /// <summary>The folders that a file is in, from the top.</summary>
    public static IEnumerable<string> Above(string path)
    {
        for (var end = path.IndexOf('/', StringComparison.Ordinal); end >= 0; end = path.IndexOf('/', end + 1))
            yield return path[..end];
    }
}
