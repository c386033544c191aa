namespace Chimera.Documents.Toml.Reading;

/// <summary>Whether a text is Unicode at all.</summary>
internal static class TomlEncoding
{
    // More of them would say nothing new.
    private const int Most = 10;

    public static List<TomlProblem> Problems(SourceFile source)
    {
        List<TomlProblem> problems = [];
        if (source.Undecodable is { } bad)
            problems.Add(TomlProblemTexts.Of(TomlProblemKind.NotUnicode, new TextSpan(bad, 1), bad, ""));
        var text = source.Text;
        for (var at = Next(text, 0); at >= 0 && problems.Count < Most; at = Next(text, at))
        {
            if (char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
            {
                at += 2;
                continue;
            }

            problems.Add(TomlProblemTexts.Of(TomlProblemKind.NotUnicode, new TextSpan(at, 1), at, ""));
            at++;
        }

        return problems;
    }

    private static int Next(string text, int from)
    {
        var at = text.AsSpan(from).IndexOfAnyInRange('\ud800', '\udfff');
        return at < 0 ? -1 : from + at;
    }
}
