using System.Text;
using Chimera.Sites.Analyses.Rules;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Healing;
using Chimera.Sites.Netlify.Redirects;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Analyses.Healing.Rules;

/// <summary>Percent-encodes the path of a rule, as browsers send it.</summary>
internal sealed class EncodePath : IHealer
{
    public string Name => "encode-path";

    public IReadOnlyCollection<string> Codes { get; } = [RuleFindings.EncodingMixed.Code, RuleFindings.Unreachable.Code];

    public Repair? Propose(SiteFinding finding, SiteFolder folder, Foresight foresight)
    {
        if (WrittenRule.Of(finding, folder) is not { From: { } from } rule || !RuleShape.NeedsEncoding(from.Text))
        {
            return null;
        }

        var path = RedirectParts.IsUrl(from.Text) ? from.Text.IndexOf('/', "https://".Length) : 0;
        return path >= 0 && !RuleShape.NeedsEncoding(from.Text[..path])
            ? Repair.Edit(Name, "the path is percent-encoded, as browsers send it", rule.File.Name, from.Write(Encoded(from.Text))) with { Revives = true }
            : null;
    }

    private static string Encoded(string text)
    {
        var encoded = new StringBuilder(text.Length + 16);
        foreach (var one in Encoding.UTF8.GetBytes(text))
        {
            _ = one is > 0x20 and < 0x7f ? encoded.Append((char)one) : encoded.Append('%').Append(one.ToString("X2", null));
        }

        return encoded.ToString();
    }
}
