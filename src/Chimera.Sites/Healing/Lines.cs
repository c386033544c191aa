using Chimera.Documents;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;

namespace Chimera.Sites.Healing;

/// <summary>A line of a file and its words.</summary>
/// <param name="Line">Without its line break; a carriage return at its end belongs to it.</param>
internal sealed record Lines(SourceFile File, TextSpan Line, IReadOnlyList<TextSpan> Words)
{
    /// <summary>The line that a finding is about; null when it stands on none, or the file is gone.</summary>
    public static Lines? Of(SiteFinding finding, SiteFolder folder)
    {
        if (finding.Place is not { Line: > 0 } place || Texts.Of(folder, place.File) is not { } file)
        {
            return null;
        }

        var at = finding.Span?.Start ?? file.StartOfLine(place.Line);
        return at <= file.Text.Length ? At(file, at.Value) : null;
    }

    public static Lines At(SourceFile file, int index)
    {
        var start = StartOf(file.Text, index);
        var end = file.Text.IndexOf('\n', index);
        end = end < 0 ? file.Text.Length : end;
        List<TextSpan> words = [];
        for (var at = start; at < end;)
        {
            var word = at;
            while (at < end && !char.IsWhiteSpace(file.Text[at]))
            {
                at++;
            }

            if (at > word)
            {
                words.Add(TextSpan.FromTo(word, at));
            }

            while (at < end && char.IsWhiteSpace(file.Text[at]))
            {
                at++;
            }
        }

        return new Lines(file, TextSpan.FromTo(start, end), words);
    }

    public string Text(TextSpan span) => File.Text.Substring(span.Start, span.Length);

    /// <summary>The words before a comment.</summary>
    public IReadOnlyList<TextSpan> Before(char comment) => [.. Words.TakeWhile(word => File.Text[word.Start] != comment)];

    /// <summary>Makes the line a comment, with its indentation kept.</summary>
    public TextEdit CommentOut() => TextEdit.Insert(Words.Count > 0 ? Words[0].Start : Line.Start, "# ");

    public static int StartOf(string text, int at) => at == 0 ? 0 : text.LastIndexOf('\n', at - 1) + 1;

    /// <summary>Before the line break.</summary>
    public static int EndOf(string text, int at)
    {
        var end = text.IndexOf('\n', at);
        end = end < 0 ? text.Length : end;
        return end > at && text[end - 1] == '\r' ? end - 1 : end;
    }

    /// <summary>Behind the line break that stands at the end of a line.</summary>
    public static int After(string text, int end)
    {
        var at = end < text.Length && text[end] == '\r' ? end + 1 : end;
        return Math.Min(at + 1, text.Length);
    }

    /// <summary>The line break that the text uses.</summary>
    public static string Newline(string text) => text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
}
