using Chimera.Documents.Toml;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Healing;

namespace Chimera.Sites.Netlify.Healing.Toml;

/// <summary>The readable TOML file that a finding is in.</summary>
internal static class TomlFile
{
    /// <summary>Null when the finding is in no TOML file, or in one that cannot be read as a whole.</summary>
    public static TomlDocument? Of(SiteFinding finding, SiteFolder folder) =>
        finding.Place?.File is { } file && file.EndsWith(".toml", StringComparison.Ordinal) && Texts.Of(folder, file) is { } source
        && Texts.Toml(source) is { Problems.IsEmpty: true } document
            ? document
            : null;

    /// <summary>The item that a character belongs to.</summary>
    public static int IndexAt(TomlDocument document, int character)
    {
        var (low, high) = (0, document.Items.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = document.Items[middle].Span.Start <= character ? (middle, high) : (low, middle - 1);
        }

        return low;
    }

    /// <summary>The index of the header above a character; -1 when there is none.</summary>
    public static int HeaderAbove(TomlDocument document, int character)
    {
        var at = document.Items.IsEmpty ? -1 : IndexAt(document, character);
        while (at >= 0 && document.Items[at] is not TomlItem.Header)
        {
            at--;
        }

        return at;
    }
}
