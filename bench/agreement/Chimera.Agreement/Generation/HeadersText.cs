using System.Text;

namespace Chimera.Agreement.Generation;

/// <summary>A <c>_headers</c> file.</summary>
internal static class HeadersText
{
    public static string Make(Chance chance, Words words, int wrongness)
    {
        var text = new StringBuilder();
        if (chance.Percent(wrongness))
        {
            text.Append(chance.Of("X-Early: 1\n", "\uFEFF", "no colon\n", ": nothing\n"));
        }

        var blocks = chance.Of(0, 1, 1, 2, 3, 6);
        for (var i = 0; i < blocks; i++)
        {
            text.Append(words.HeaderPath()).Append(End(chance));
            var lines = chance.Of(0, 1, 1, 2, 3, 5);
            for (var line = 0; line < lines; line++)
            {
                text.Append(chance.Of("  ", "  ", "\t", "", "    "));
                text.Append(chance.Percent(wrongness)
                    ? chance.Of("no colon here", ": value", "Name:", "Name :", "# comment: x", "//x: y", "Name:\u00a0", "\u00a0Name: x",
                        "a:b:c")
                    : words.HeaderName() + chance.Of(": ", ":", " : ") + words.HeaderValue());
                text.Append(End(chance));
            }

            if (chance.OneIn(5))
            {
                text.Append(chance.Of("\n", "# comment\n", "   \n"));
            }
        }

        return text.ToString();
    }

    private static string End(Chance chance) => chance.Percent(6) ? "\r\n" : "\n";
}
