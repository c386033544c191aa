using Chimera.Documents;
using Chimera.Documents.Toml;
using Chimera.Sites.Healing;

namespace Chimera.Sites.Netlify.Healing.Toml;

/// <summary>Writes a line in the style of <c>_headers</c> or YAML as TOML: <c>X-Frame-Options: DENY</c> becomes <c>X-Frame-Options = "DENY"</c>.</summary>
internal sealed class EqualsForColon() : TomlSyntaxHealer("equals-for-colon", TomlProblemKind.IllegalKeyCharacter)
{
    protected override Repair? Propose(TomlDocument document, TomlProblem problem, Lines line)
    {
        var text = line.File.Text;
        var start = line.Words.Count > 0 ? line.Words[0].Start : line.Line.End;
        var end = start;
        while (end < line.Line.End && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '-' or '_'))
        {
            end++;
        }

        var colon = end;
        while (colon < line.Line.End && text[colon] is ' ' or '\t')
        {
            colon++;
        }

        if (end == start || colon >= line.Line.End || text[colon] != ':')
        {
            return null;
        }

        var value = colon + 1;
        while (value < line.Line.End && text[value] is ' ' or '\t')
        {
            value++;
        }

        var rest = RestOf(line, value);
        if (rest.Length == 0)
        {
            return null;
        }

        var written = line.Text(rest);
        var quoted = written[0] is '"' or '\'' or '[' || written is "true" or "false" ? written : Quoted(written);
        return Repair.Edit(Name, "in TOML a value follows '='", line.File.Name, new TextEdit(TextSpan.FromTo(end, rest.End), $" = {quoted}"));
    }
}
