namespace Chimera.Documents;

/// <summary>Replaces one piece of a text and leaves every other character as it is.</summary>
public sealed record TextEdit(TextSpan Span, string Replacement)
{
    public static TextEdit Insert(int at, string text) => new(new TextSpan(at, 0), text);

    public static TextEdit Delete(TextSpan span) => new(span, "");

    /// <summary>Applies edits that all speak of the same text. Edits at one place are applied in the order given.</summary>
    /// <exception cref="ArgumentException">Two edits overlap.</exception>
    public static string Apply(string text, IEnumerable<TextEdit> edits)
    {
        ArgumentNullException.ThrowIfNull(text);
        var result = new System.Text.StringBuilder(text.Length);
        var done = 0;
        foreach (var edit in edits.OrderBy(edit => edit.Span.Start).ThenBy(edit => edit.Span.End))
        {
            if (edit.Span.Start < done)
            {
                throw new ArgumentException($"the edit at {edit.Span.Start} overlaps the one that ends at {done}", nameof(edits));
            }

            result.Append(text, done, edit.Span.Start - done).Append(edit.Replacement);
            done = edit.Span.End;
        }

        return result.Append(text, done, text.Length - done).ToString();
    }
}
