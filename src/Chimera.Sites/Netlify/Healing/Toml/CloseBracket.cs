using Chimera.Documents;
using Chimera.Documents.Toml;
using Chimera.Sites.Healing;

namespace Chimera.Sites.Netlify.Healing.Toml;

/// <summary>Closes a header whose bracket was forgotten: <c>[build</c>.</summary>
internal sealed class CloseBracket() : TomlSyntaxHealer("close-bracket", TomlProblemKind.UnclosedHeader, TomlProblemKind.MissingEquals, TomlProblemKind.IllegalKeyCharacter)
{
    protected override Repair? Propose(TomlDocument document, TomlProblem problem, Lines line)
    {
        // Where the end of a line is noticed, the next one has begun.
        var header = line.Words.Count > 0 && line.File.Text[line.Words[0].Start] == '[' ? line
            : line.Line.Start > 0 ? Lines.At(line.File, line.Line.Start - 1) : line;
        if (header.Words.Count == 0 || header.File.Text[header.Words[0].Start] != '[')
        {
            return null;
        }

        var rest = RestOf(header, header.Words[0].Start);
        var text = header.Text(rest);
        var wanted = text.StartsWith("[[", StringComparison.Ordinal) ? "]]" : "]";
        var missing = wanted.Length - text.Count(one => one == ']');
        return missing > 0 && !text.Contains('=', StringComparison.Ordinal)
            ? Repair.Edit(Name, "a header ends as it begins", header.File.Name, TextEdit.Insert(rest.End, new string(']', missing)))
            : null;
    }
}
