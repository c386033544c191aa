using System.Text.RegularExpressions;
using Chimera.Engine.Truth;

namespace Chimera.Fleet.Nix;

/// <summary>
/// Nix evaluates a copy of a local flake in the store and names places in the copy. A person edits the original:
/// where the same file with the same bytes is in the flake's folder or in one above it, that is the place.
/// </summary>
internal static partial class FlakePlaces
{
    public static Place InTheWorkingTree(Place place, string reference, string folder)
    {
        if (FolderOf(reference, folder) is not { } flake || Copy().Match(place.File) is not { Success: true } copy)
            return place;
        var inner = copy.Groups["inner"].Value;
        for (var parent = new DirectoryInfo(flake); parent is not null; parent = parent.Parent)
        {
            var original = Path.Combine(parent.FullName, inner);
            if (SameBytes(original, place.File))
                return place with { File = Path.GetRelativePath(folder, original) };
        }

        return place;
    }

    private static string? FolderOf(string reference, string folder)
    {
        var path = reference.Split('#', '?')[0];
        foreach (var scheme in new[] { "path:", "git+file://", "git+file:" })
            path = path.StartsWith(scheme, StringComparison.Ordinal) ? path[scheme.Length..] : path;
        return path is "" or ['.', ..] or ['/', ..] ? Path.GetFullPath(path, folder) : null;
    }

    private static bool SameBytes(string original, string copy)
    {
        try
        {
            return File.Exists(original) && File.ReadAllBytes(original).AsSpan().SequenceEqual(File.ReadAllBytes(copy));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"^/[^\n]*/[0-9a-z]{32}-source/(?<inner>[^\n]+)\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Copy();
}
