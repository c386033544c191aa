using Chimera.Documents;
using Chimera.Documents.Toml;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Healing;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Netlify.Healing.Toml;

/// <summary>Repairs the first thing that keeps a TOML file from being read. What comes after is seen, and healed, once the file gets that far.</summary>
internal abstract class TomlSyntaxHealer(string name, params TomlProblemKind[] kinds) : IHealer
{
    public string Name => name;

    public IReadOnlyCollection<string> Codes => NetlifyHealers.Syntax;

    public Repair? Propose(SiteFinding finding, SiteFolder folder, Foresight foresight)
    {
        if (finding.Place?.File is not { } file || folder.Read(file) is not { } bytes)
        {
            return null;
        }

        var source = SourceFile.Decode(file, bytes);
        var document = TomlDocument.Parse(source, TomlVersion.V11);
        return document.Problems is [var first, ..] && kinds.Contains(first.Kind) ? Propose(document, first, Lines.At(source, Math.Min(first.At, source.Text.Length))) : null;
    }

    /// <param name="line">The line on which the problem was noticed.</param>
    protected abstract Repair? Propose(TomlDocument document, TomlProblem problem, Lines line);

    /// <summary>The text in basic quotes, with what needs it escaped.</summary>
    protected static string Quoted(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

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
