using Chimera.Documents;
using Chimera.Engine.Truth;
using Chimera.Sites.Findings;
using Chimera.Sites.Netlify.JavaScript;

namespace Chimera.Sites.Netlify.Headers;

/// <summary>Reads a <c>_headers</c> file (@netlify/headers-parser, line_parser.js).</summary>
internal sealed class HeaderFile(SourceFile file, HeaderReading reading)
{
    private readonly List<RuleProblem> _orphans = [];
    private HeaderBlock? _block;

    public void Read(CancellationToken cancel)
    {
        foreach (var (line, number, place) in RuleLine.Of(file, cancel))
        {
            ReadLine(line, number, place);
        }

        Close();
        _orphans.ForEach(reading.RefuseLine);
    }

    private void ReadLine(TextSpan line, int number, Place place)
    {
        var text = Text(line);
        if (text[0] == '/')
        {
            Close();
            _block = new HeaderBlock(text, place, line);
            return;
        }

        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0)
        {
            reading.Note(new RuleProblem(
                HeaderFindings.NoColon, null, $"'{text}' is neither a path nor a header, and is ignored", place, line, text));
            return;
        }

        var name = JsText.Trim(text[..colon]);
        var value = JsText.Trim(text[(colon + 1)..]);
        if (name.Length == 0)
        {
            LineProblem(HeaderFindings.NoName, "Missing header name", "the line has a value and no header name, and is dropped");
        }
        else if (value.Length == 0)
        {
            LineProblem(HeaderFindings.NoValue, "Missing header value", $"'{name}' has no value, and is dropped");
        }
        else if (_block is null)
        {
            _orphans.Add(new RuleProblem(
                HeaderFindings.BeforePath, $"Path should come before header \"{name}\"", $"'{name}' stands before any path, and is dropped",
                place, line, name));
        }
        else
        {
            _block.Add(name, value);
        }

        void LineProblem(FindingKind kind, string reason, string message) =>
            reading.RefuseLine(
                new RuleProblem(kind, $"Could not parse header line {number}:\n  {text}\n{reason}", message, place, line, name));
    }

    private void Close()
    {
        if (_block is not null)
        {
            reading.Take(_block.ToTable(), new Written(_block.Place, _block.Span), at: null);
        }

        _block = null;
    }

    private string Text(TextSpan span) => file.Text.Substring(span.Start, span.Length);
}
