using Chimera.Documents;
using Chimera.Documents.Toml;
using Chimera.Sites.Healing;

namespace Chimera.Sites.Netlify.Healing.Toml;

/// <summary>Makes a comment of a line that was pasted along and is no TOML at all: prose, a Markdown fence, a list. A line with '=' or a bracket in front is not one.</summary>
internal sealed class CommentOutText() : TomlSyntaxHealer(
    "comment-out-text", TomlProblemKind.IllegalKeyCharacter, TomlProblemKind.MissingEquals, TomlProblemKind.EmptyKey)
{
    protected override Repair? Propose(TomlDocument document, TomlProblem problem, Lines line)
    {
        if (line.Words.Count == 0)
        {
            return null;
        }

        var first = line.Text(line.Words[0]);
        var isFence = first.StartsWith("```", StringComparison.Ordinal);
        var isProse = line.Words.Count > 1 && first[0] is not ('[' or '"' or '\'') && !line.Text(line.Line).Contains('=', StringComparison.Ordinal);
        return isFence || isProse
            ? Repair.Edit(Name, "the line is no TOML: begun with '#'", line.File.Name, line.CommentOut())
            : null;
    }
}
