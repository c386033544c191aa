using Chimera.Documents.Toml;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Healing;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Netlify.Healing.Toml;

/// <summary>Writes a table that must be an element of a list with two brackets: <c>[redirects]</c> becomes <c>[[redirects]]</c>.</summary>
internal sealed class DoubleBrackets : IHealer
{
    public string Name => "double-brackets";

    public IReadOnlyCollection<string> Codes => NetlifyHealers.NotLists;

    public Repair? Propose(SiteFinding finding, SiteFolder folder, Foresight foresight)
    {
        if (finding.Subject is not { } key || TomlFile.Of(finding, folder) is not { } document)
        {
            return null;
        }

        var single = document.Items.OfType<TomlItem.Header>()
            .Where(header => !header.IsArray && header.Key[^1].Name == key && header.Key.Length is 1 or 3).ToList();
        return single.Count > 0
            ? Repair.Edit(
                Name, $"each of '{key}' is an element of a list, and has two brackets", document.Source.Name,
                [.. single.SelectMany(header => TomlEditor.ToArrayOfTables(header))]) with { Revives = true }
            : null;
    }
}
