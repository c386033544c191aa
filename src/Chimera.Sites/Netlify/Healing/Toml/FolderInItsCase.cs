using Chimera.Documents.Toml;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Healing;
using Chimera.Sites.Netlify.Config;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Netlify.Healing.Toml;

/// <summary>Writes the base or publish folder as the one folder is named that differs from it in letter case alone.</summary>
internal sealed class FolderInItsCase : IHealer
{
    public string Name => "folder-in-its-case";

    public IReadOnlyCollection<string> Codes { get; } = [NetlifyConfigFindings.BaseMissing.Code, NetlifyFindings.PublishMissing.Code];

    public Repair? Propose(SiteFinding finding, SiteFolder folder, Foresight foresight)
    {
        if (finding is not { Subject: { Length: > 0 } wrong, Span: { } span } || TomlFile.Of(finding, folder) is not { } document
            || document.Items[TomlFile.IndexAt(document, span.Start)] is not TomlItem.KeyLine { Value: TomlValue.String value }
            || value.Text.IndexOf(wrong, StringComparison.Ordinal) is not (>= 0 and var at))
        {
            return null;
        }

        var folders = folder.FilesBelow("").Select(file => Prefix(file.Path, wrong.Length)).OfType<string>()
            .Where(path => path.Equals(wrong, StringComparison.OrdinalIgnoreCase)).Distinct(StringComparer.Ordinal).Take(2).ToArray();
        return folders is [var right] && right != wrong
            ? Repair.Edit(
                Name, $"the folder's name is '{right}'; letter case counts", document.Source.Name,
                TomlEditor.SetValue(value, TomlLiteral.Text(string.Concat(value.Text.AsSpan(0, at), right, value.Text.AsSpan(at + wrong.Length)))))
            : null;
    }

    private static string? Prefix(string file, int length) => file.Length > length && file[length] == '/' ? file[..length] : null;
}
