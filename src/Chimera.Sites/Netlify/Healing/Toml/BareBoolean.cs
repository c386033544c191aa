using Chimera.Documents.Toml;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Healing;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Netlify.Healing.Toml;

/// <summary>Takes the quotes from <c>force = "true"</c>, with which Netlify drops the rule and says nothing.</summary>
internal sealed class BareBoolean : IHealer
{
    public string Name => "bare-boolean";

    public IReadOnlyCollection<string> Codes => NetlifyHealers.ForceNotBoolean;

    public Repair? Propose(SiteFinding finding, SiteFolder folder, Foresight foresight)
    {
        if (TomlFile.Of(finding, folder) is not { } document || finding.Place is not { } place)
        {
            return null;
        }

        var element = document.Items.OfType<TomlItem.Header>().LastOrDefault(header => document.Source.PlaceOf(header.Written).Line <= place.Line && header.Key is [{ Name: "redirects" }]);
        return element?.Table.Find("force")?.Value switch
        {
            TomlValue.String { Text: "true" or "false" } text => Edit(text, text.Text),
            TomlValue.Integer { Number: 0 or 1 } number => Edit(number, number.Number == 1 ? "true" : "false"),
            _ => null,
        };

        Repair Edit(TomlValue value, string boolean) =>
            Repair.Edit(Name, "'force' is true or false, without quotes", document.Source.Name, TomlEditor.SetValue(value, boolean)) with { Revives = true };
    }
}
