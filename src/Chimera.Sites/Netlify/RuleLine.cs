using Chimera.Documents;
using Chimera.Engine.Truth;
using Chimera.Sites.Netlify.JavaScript;

namespace Chimera.Sites.Netlify;

/// <summary>A line of <c>_redirects</c> or <c>_headers</c> that is neither empty nor a comment, without the blanks around it.</summary>
/// <param name="Number">From 1.</param>
internal readonly record struct RuleLine(TextSpan Span, int Number, Place Place)
{
    /// <exception cref="OperationCanceledException">The simulation's time is up.</exception>
    public static IEnumerable<RuleLine> Of(SourceFile file, CancellationToken cancel)
    {
        var text = file.Text;
        var number = 0;
        for (var start = 0; start <= text.Length;)
        {
            var length = text.AsSpan(start).IndexOf('\n');
            var end = length < 0 ? text.Length : start + length;
            if ((++number & 0xfff) == 0)
            {
                cancel.ThrowIfCancellationRequested();
            }

            var line = Trimmed(text, start, end);
            if (line.Length > 0 && text[line.Start] != '#')
            {
                yield return new RuleLine(line, number, new Place(file.Name, number, line.Start - start + 1));
            }

            start = end + 1;
        }
    }

    private static TextSpan Trimmed(string text, int start, int end)
    {
        while (start < end && JsText.IsWhiteSpace(text[start]))
        {
            start++;
        }

        while (end > start && JsText.IsWhiteSpace(text[end - 1]))
        {
            end--;
        }

        return TextSpan.FromTo(start, end);
    }
}
