using Chimera.Documents;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;

namespace Chimera.Sites.Netlify.Healing;

/// <summary>The line of a file that a finding is about, and its words.</summary>
internal sealed record Lines(SourceFile File, TextSpan Line, IReadOnlyList<TextSpan> Words)
{
    private static readonly char[] Blanks = [' ', '\t', '\r', '\v', '\f'];

    /// <summary>Null when the finding stands in no file, or the file is gone.</summary>
    public static Lines? Of(SiteFinding finding, SiteFolder folder)
    {
        if (finding is not { Place: { Line: > 0 } place, Span: { } span } || folder.Read(place.File) is not { } bytes)
        {
            return null;
        }

        var file = SourceFile.Decode(place.File, bytes);
        return span.End <= file.Text.Length ? At(file, span.Start) : null;
    }

    public static Lines At(SourceFile file, int index)
    {
        var start = index == 0 ? 0 : file.Text.LastIndexOf('\n', index - 1) + 1;
        var end = file.Text.IndexOf('\n', index);
        end = end < 0 ? file.Text.Length : end;
        List<TextSpan> words = [];
        for (var at = start; at < end;)
        {
            var word = at;
            while (at < end && !Blanks.Contains(file.Text[at]))
            {
                at++;
            }

            if (at > word)
            {
                words.Add(TextSpan.FromTo(word, at));
            }

            while (at < end && Blanks.Contains(file.Text[at]))
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
}
