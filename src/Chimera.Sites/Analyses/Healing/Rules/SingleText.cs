using Chimera.Documents.Toml;
using Chimera.Sites.Analyses.Rules;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Healing;
using Chimera.Sites.Netlify;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Analyses.Healing.Rules;

/// <summary>
/// Writes a list of one text as the text, in a redirect that is dropped for it: <c>to = ["/a"]</c>, <c>query = { x = ["1"] }</c>.
/// </summary>
internal sealed class SingleText : IHealer
{
    public string Name => "single-text";

    public IReadOnlyCollection<string> Codes { get; } = [RuleFindings.Dropped.Code, RuleFindings.BreaksAll.Code];

    public Repair? Propose(SiteFinding finding, SiteFolder folder, Foresight foresight)
    {
        if (WrittenRule.Of(finding, folder) is not WrittenRule.InTable { Table: var table } rule)
        {
            return null;
        }

        var values = new[] { "from", "to", "signed" }.Select(name => table.Find(name)?.Value)
            .Concat((table.Find("query")?.Value as TomlTable)?.Entries.Select(entry => entry.Value) ?? []);
        var lists = values.OfType<TomlArray>().Where(list => list.Items is [TomlValue.String { Quotes: TomlQuotes.Basic or TomlQuotes.Literal }]).ToList();
        return lists.Count > 0
            ? Repair.Edit(
                Name, "the field is a text, and not a list", rule.File.Name,
                [.. lists.SelectMany(list => TomlEditor.SetValue(list, TomlLiteral.Text(((TomlValue.String)list.Items[0]).Text)))]) with { Revives = true }
            : null;
    }
}
