using Chimera.Documents;
using Chimera.Documents.Toml;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Healing;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Netlify.Healing.Toml;

/// <summary>
/// Puts the number or boolean that a header has as its value in quotes; as it is, Netlify drops the whole block with all its good
/// headers.
/// </summary>
internal sealed class QuoteHeaderValue : IHealer
{
    public string Name => "quote-header-value";

    public IReadOnlyCollection<string> Codes => NetlifyHealers.HeaderValues;

    public Repair? Propose(SiteFinding finding, SiteFolder folder, Foresight foresight)
    {
        if (finding.Span is not { } span || TomlFile.Of(finding, folder) is not { } document)
        {
            return null;
        }

        var header = TomlFile.HeaderAbove(document, span.Start);
        var values = document.Items.Skip(Math.Max(header, 0)).OfType<TomlItem.KeyLine>().TakeWhile(line => line.Span.Start <= span.End)
            .Where(line => line.Span.End > span.Start && line.Value is TomlValue.Integer or TomlValue.Float or TomlValue.Boolean)
            .Select(line => line.Value.Span)
            .ToList();
        return values.Count > 0
            ? Repair.Edit(
                Name, "the value of a header is a text", document.Source.Name,
                [.. values.SelectMany(value => new[] { TextEdit.Insert(value.Start, "\""), TextEdit.Insert(value.End, "\"") })]) with { Revives = true }
            : null;
    }
}
