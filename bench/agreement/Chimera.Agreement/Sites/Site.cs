using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Chimera.Agreement.Sites;

/// <summary>A site to compare: what is in its folder, and what is asked of it.</summary>
/// <param name="Name">Says where it comes from.</param>
/// <param name="Files">Content by relative path.</param>
/// <param name="Folders">Folders that must be there although nothing is in them.</param>
/// <param name="Requests">Asked in addition to those made up from the rules and files; in the oracle's request form.</param>
/// <param name="MostRequests">How many may be made up.</param>
internal sealed record Site(
    string Name,
    ImmutableSortedDictionary<string, byte[]> Files,
    ImmutableArray<string> Folders,
    ImmutableArray<JsonNode> Requests,
    int MostRequests)
{
    public static readonly ImmutableSortedDictionary<string, byte[]> NoFiles =
        ImmutableSortedDictionary.Create<string, byte[]>(StringComparer.Ordinal);

    /// <summary>A folder with one file in it.</summary>
    public static Site Of(string name, string file, byte[] content, int mostRequests) =>
        new(name, NoFiles.Add(file, content), [], [], mostRequests);

    /// <summary>Puts it on disk.</summary>
    public void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var below in Folders)
        {
            Directory.CreateDirectory(Path.Combine(folder, below));
        }

        foreach (var (path, content) in Files)
        {
            var file = Path.Combine(folder, path);
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                File.WriteAllBytes(file, content);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // A list of paths may hold one that is a file and a folder; the first one stands.
            }
        }
    }
}
