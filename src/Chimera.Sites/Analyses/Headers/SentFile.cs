using System.Collections.Immutable;
using Chimera.Sites.Folder;

namespace Chimera.Sites.Analyses.Headers;

/// <summary>A published file, and the headers it is sent with.</summary>
/// <param name="Path">That of the file.</param>
/// <param name="Visited">The address at which it was asked for, decoded.</param>
/// <param name="Address">The same as it is sent, percent-encoded.</param>
internal sealed record SentFile(
    SiteFile File, string Path, string Visited, string Address, ImmutableArray<KeyValuePair<string, string>> Headers)
{
    /// <summary>The values of a header, in order; its name in any letter case.</summary>
    public IEnumerable<string> Values(string name)
    {
        foreach (var header in Headers)
        {
            if (header.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                yield return header.Value;
            }
        }
    }
}
