namespace Chimera.Sites.Analyses.Pages;

/// <summary>
/// Where a script ends. A script element inside a comment inside a script hides its end tag (HTML standard, "script data double escaped
/// state").
/// </summary>
internal static class ScriptContent
{
    private enum State
    {
        Plain,
        Escaped,
        DoubleEscaped,
    }

    /// <summary>Where the end tag begins; the end of the text when there is none.</summary>
    public static int End(string text, int start)
    {
        var state = State.Plain;
        for (var at = start; at < text.Length;)
        {
            var next = text.AsSpan(at).IndexOfAny('<', '-');
            if (next < 0)
            {
                break;
            }

            at += next;
            var rest = text.AsSpan(at);
            if (rest.StartsWith("-->"))
            {
                state = State.Plain;
                at += 3;
            }
            else if (state == State.Plain && rest.StartsWith("<!--"))
            {
                state = State.Escaped;

                // The dashes may be those of the end as well: "<!-->".
                at += 2;
            }
            else if (state == State.Escaped && rest[0] == '<' && RawText.IsName(text, at + 1, "script"))
            {
                state = State.DoubleEscaped;
                at += 7;
            }
            else if (rest.StartsWith("</") && RawText.IsName(text, at + 2, "script"))
            {
                if (state != State.DoubleEscaped)
                {
                    return at;
                }

                state = State.Escaped;
                at += 8;
            }
            else
            {
                at++;
            }
        }

        return text.Length;
    }
}
