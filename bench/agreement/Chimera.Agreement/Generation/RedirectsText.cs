using System.Text;

namespace Chimera.Agreement.Generation;

/// <summary>A <c>_redirects</c> file: mostly rules, sometimes what people write instead of them.</summary>
internal static class RedirectsText
{
    public static string Make(Chance chance, Words words, int wrongness)
    {
        var text = new StringBuilder();
        if (chance.OneIn(40))
        {
            text.Append('\uFEFF');
        }

        var rules = chance.Of(0, 1, 2, 3, 5, 8, 12, 30);
        List<string> written = [];
        for (var i = 0; i < rules; i++)
        {
            var line = chance.Percent(wrongness) ? Wrong(chance, words)
                : written.Count > 0 && chance.OneIn(15) ? chance.In(written)
                : Rule(chance, words);
            written.Add(line);
            text.Append(chance.Percent(5) ? chance.Of("  ", "\t", "\u00a0", "\u3000") : "").Append(line);
            text.Append(chance.Percent(5) ? chance.Of(" ", "\t", " # comment", " #x", "\u2028") : "");
            text.Append(chance.Percent(8) ? "\r\n" : chance.Percent(2) ? "\r" : "\n");
            if (chance.OneIn(8))
            {
                text.Append(chance.Of("\n", "# a comment\n", "   \n", "  # indented /a /b\n", "\t\n"));
            }
        }

        return text.ToString();
    }

    private static string Rule(Chance chance, Words words)
    {
        List<string> parts = [words.From()];
        while (chance.OneIn(7))
        {
            parts.Add(words.Pair());
        }

        parts.Add(words.To());
        if (chance.Percent(70))
        {
            parts.Add(words.Status());
            while (chance.OneIn(6))
            {
                parts.Add(Condition(chance, words));
            }
        }

        return string.Join(chance.Percent(90) ? " " : chance.Of("  ", "\t", " \t ", "\u00a0"), parts);
    }

    private static string Condition(Chance chance, Words words) => chance.Below(10) switch
    {
        < 3 => chance.Of("Country=", "country=") + words.Countries(),
        < 5 => chance.Of("Language=", "language=") + words.Languages(),
        5 => chance.Of("Role=", "role=") + words.Roles(),
        6 => "Cookie=" + chance.Of("beta", "beta,alpha", "", "a=b"),
        7 => chance.Of("Sign=", "signed=") + "TOKEN",
        8 => chance.Of("Foo=bar", "Country", "=x", "Country=us=de", "COUNTRY=us", "__proto__=x", "1=2"),
        _ => "Country=us Country=de",
    };

    private static string Wrong(Chance chance, Words words) => chance.Below(14) switch
    {
        0 => words.From(),
        1 => $"{words.From()} {words.Status()}",
        2 => $"{words.From()} # {words.To()}",
        3 => $"{words.From()} www.example.com/x",
        4 => $"{words.From()} {words.To()} Country=us 302",
        5 => $"{words.From()} {words.To()} Country=us",
        6 => $"{words.From()} {words.To()} {words.To()}",
        7 => $"https://exa mple/x {words.To()}",
        8 => chance.Of("/*\n  X-Frame-Options: DENY", "X-A: 1", "<html>", "[[redirects]]", "from = \"/a\"", "-> /b", "/a -> /b",
            "/a => /b 301"),
        9 => $"/.netlify/{words.Segment()} {words.To()}",
        10 => chance.Of("https:// /y", "http://* https://:splat 301", "https://[::1]/a /b", "https://a b/ /c", "http://:80/ /x",
            "https://%zz/ /x", "https://a..b/x /y"),
        11 => $"{words.From()} {words.To()} {words.Status()} {words.To()}",
        12 => $"{words.From()}/* 200",
        _ => $"{words.From()} {words.Pair()} {words.Pair()}",
    };
}
