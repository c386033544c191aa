using Chimera.Documents;
using Chimera.Documents.Toml;
using Chimera.Sites.Healing;

namespace Chimera.Sites.Netlify.Healing.Toml;

/// <summary>
/// Makes a backslash a backslash: in a text with an escape that TOML does not have, the backslashes were meant for somebody else (a shell,
/// a regular expression). Without a single quote in it the text goes into literal quotes; otherwise the wrong backslashes are doubled.
/// </summary>
internal sealed class LiteralString() : TomlSyntaxHealer("literal-string", TomlProblemKind.UnknownEscape)
{
    private const string Known = "btnfru\"\\U";

    protected override Repair? Propose(TomlDocument document, TomlProblem problem, Lines line)
    {
        var text = line.File.Text;
        var equals = text.IndexOf('=', line.Line.Start, line.Line.Length);
        var open = equals < 0 ? -1 : text.IndexOf('"', equals, line.Line.End - equals);
        if (open < 0 || open > problem.At
            || string.CompareOrdinal(text, open, "\"\"\"", 0, 3) == 0 || Close(text, open, line.Line.End) is not (var close and > 0))
        {
            return null;
        }

        var inside = text[(open + 1)..close];
        if (!inside.Contains('\'', StringComparison.Ordinal) && !inside.Contains("\\\"", StringComparison.Ordinal) && !inside.Contains("\\\\", StringComparison.Ordinal))
        {
            return Repair.Edit(
                Name, "in single quotes a backslash is a backslash", line.File.Name,
                new TextEdit(new TextSpan(open, 1), "'"), new TextEdit(new TextSpan(close, 1), "'"));
        }

        List<TextEdit> doubled = [];
        for (var at = open + 1; at < close; at++)
        {
            if (text[at] == '\\')
            {
                if (!Known.Contains(text[at + 1], StringComparison.Ordinal))
                {
                    doubled.Add(TextEdit.Insert(at, "\\"));
                }

                at++;
            }
        }

        return Repair.Edit(Name, "a backslash that is meant as one is written twice", line.File.Name, [.. doubled]);
    }

    private static int Close(string text, int open, int end)
    {
        for (var at = open + 1; at < end; at++)
        {
            if (text[at] == '"')
            {
                return at;
            }

            at += text[at] == '\\' ? 1 : 0;
        }

        return -1;
    }
}
