using Chimera.Documents.Toml;
using Chimera.Sites.Analyses.Healing.Rules;
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
        if (WrittenRule.Of(finding, folder) is not WrittenRule.InTable { Table: var table } rule)
        {
            return null;
        }

        return table.Find("force")?.Value switch
        {
            TomlValue.String { Text: "true" or "True" or "TRUE" or "yes" } text => Edit(text, true),
            TomlValue.String { Text: "false" or "False" or "FALSE" or "no" } text => Edit(text, false),
            TomlValue.Integer { Number: 0 or 1 } number => Edit(number, number.Number == 1),
            _ => null,
        };

        Repair Edit(TomlValue value, bool isTrue) => Repair.Edit(
            Name, "'force' is true or false, without quotes", rule.File.Name, TomlEditor.SetValue(value, TomlLiteral.Boolean(isTrue))) with { Revives = true };
    }
}
