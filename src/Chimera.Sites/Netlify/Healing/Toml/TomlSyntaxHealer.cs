using Chimera.Documents;
using Chimera.Documents.Toml;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Healing;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Netlify.Healing.Toml;

/// <summary>
/// Repairs the first thing that keeps a TOML file from being read. What comes after is seen, and healed, once the file gets that far.
/// </summary>
internal abstract class TomlSyntaxHealer(string name, params TomlProblemKind[] kinds) : IHealer
{
    public string Name => name;

    public IReadOnlyCollection<string> Codes => NetlifyHealers.Syntax;

    public Repair? Propose(SiteFinding finding, SiteFolder folder, Foresight foresight)
    {
        if (finding.Place?.File is not { } file || Texts.Of(folder, file) is not { } source)
        {
            return null;
        }

        var document = Texts.Toml(source);
        return ProblemOf(finding, document) is { } problem && kinds.Contains(problem.Kind)
            ? Propose(document, problem, Lines.At(source, Math.Min(problem.At, source.Text.Length)))
            : null;
    }

    /// <summary>
    /// Netlify looks for wrong backslashes before it parses: that finding is about one of them, and not about the first problem.
    /// </summary>
    private static TomlProblem? ProblemOf(SiteFinding finding, TomlDocument document) =>
        finding is { Subject: ['\\', ..], Span: { } span } && span.End <= document.Source.Text.Length
            ? new TomlProblem(TomlProblemKind.UnknownEscape, span, span.Start, finding.Message, "")
            : document.Problems.FirstOrDefault(problem => problem.Span == finding.Span) ?? document.Problems.FirstOrDefault();

    /// <param name="line">The line on which the problem was noticed.</param>
    protected abstract Repair? Propose(TomlDocument document, TomlProblem problem, Lines line);

    /// <summary>The text in basic quotes, with what needs it escaped.</summary>
    protected static string Quoted(string text) => TomlLiteral.Text(text);

    /// <summary>From here to the end of the line, without a comment behind a space and without blanks at the end.</summary>
    protected static TextSpan RestOf(Lines line, int start)
    {
        var text = line.File.Text;
        var end = start;
        for (var at = start; at < line.Line.End; at++)
        {
            if (text[at] == '#' && (at == start || text[at - 1] is ' ' or '\t'))
            {
                break;
            }

            end = text[at] is ' ' or '\t' or '\r' ? end : at + 1;
        }

        return TextSpan.FromTo(start, end);
    }
}
