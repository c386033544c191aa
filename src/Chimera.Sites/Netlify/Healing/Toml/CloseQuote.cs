using Chimera.Documents;
using Chimera.Documents.Toml;
using Chimera.Sites.Healing;

namespace Chimera.Sites.Netlify.Healing.Toml;

/// <summary>Closes a text whose quote was forgotten at the end of the line.</summary>
internal sealed class CloseQuote() : TomlSyntaxHealer("close-quote", TomlProblemKind.ControlInString, TomlProblemKind.UnclosedString)
{
    protected override Repair? Propose(TomlDocument document, TomlProblem problem, Lines line)
    {
        var equals = line.File.Text.IndexOf('=', line.Line.Start, line.Line.Length);
        if (equals < 0)
        {
            return null;
        }

        var rest = RestOf(line, equals + 1);
        var text = line.Text(rest).TrimStart();
        var quote = text.Length > 1 ? text[0] : ' ';
        return quote is '"' or '\'' && text.Count(one => one == quote) == 1
            ? Repair.Edit(Name, "a text ends with the quote it begins with", line.File.Name, TextEdit.Insert(rest.End, quote.ToString()))
            : null;
    }
}
