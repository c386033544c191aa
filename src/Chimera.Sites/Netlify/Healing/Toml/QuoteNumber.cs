using Chimera.Documents;
using Chimera.Documents.Toml;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Healing;
using Chimera.Sites.Netlify.Config;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Netlify.Healing.Toml;

/// <summary>Puts a number or boolean in quotes where Netlify wants a text: <c>pinned_version = 3</c>, <c>ignore = false</c>.</summary>
internal sealed class QuoteNumber : IHealer
{
    public string Name => "quote-number";

    public IReadOnlyCollection<string> Codes { get; } = [NetlifyConfigFindings.WrongType.Code];

    public Repair? Propose(SiteFinding finding, SiteFolder folder, Foresight foresight) =>
        finding is { Span: { } span } && finding.Message.Contains("must be a string", StringComparison.Ordinal)
        && TomlFile.Of(finding, folder) is { } document
        && document.Items[TomlFile.IndexAt(document, span.Start)] is TomlItem.KeyLine { Value: TomlValue.Integer or TomlValue.Float or TomlValue.Boolean } line
        && line.Value.Span.Start == span.Start
            ? Repair.Edit(
                Name, "the value is a text, and stands in quotes", document.Source.Name,
                TextEdit.Insert(line.Value.Span.Start, "\""), TextEdit.Insert(line.Value.Span.End, "\""))
            : null;
}
