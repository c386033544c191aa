using Chimera.Documents;
using Chimera.Documents.Toml;
using Chimera.Sites.Healing;

namespace Chimera.Sites.Netlify.Healing.Toml;

/// <summary>Puts a text that stands bare behind '=' in quotes: <c>publish = dist</c> becomes <c>publish = "dist"</c>.</summary>
internal sealed class QuoteValue() : TomlSyntaxHealer(
    "quote-value",
    TomlProblemKind.InvalidValue, TomlProblemKind.LeadingZero, TomlProblemKind.IllegalNumberCharacter, TomlProblemKind.UnfinishedNumber,
    TomlProblemKind.MisplacedUnderscore, TomlProblemKind.MalformedDate, TomlProblemKind.NonexistentDate, TomlProblemKind.TextAfterValue)
{
    private static readonly AsciiSet Structured = new("\"'[]{},");

    protected override Repair? Propose(TomlDocument document, TomlProblem problem, Lines line)
    {
        var equals = line.File.Text.IndexOf('=', line.Line.Start, line.Line.Length);
        if (equals < 0 || equals > problem.At)
        {
            return null;
        }

        var start = equals + 1;
        while (start < line.Line.End && line.File.Text[start] is ' ' or '\t')
        {
            start++;
        }

        var value = RestOf(line, start);
        var text = line.Text(value);
        return text.Length == 0 || text.AsSpan().ContainsAny(Structured)
            ? null
            : Repair.Edit(Name, "a text stands in quotes", line.File.Name, new TextEdit(value, Quoted(text)));
    }
}
