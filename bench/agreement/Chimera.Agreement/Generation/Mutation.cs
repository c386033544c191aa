namespace Chimera.Agreement.Generation;

/// <summary>Changes a text a little, as a hurried person or a bad merge would.</summary>
internal static class Mutation
{
    private static readonly string[] Pieces =
    [
        "[", "]", "[[", "]]", "\"", "'", "\"\"\"", "=", ".", ",", "{", "}", "#", "\\", "\\e", "\\q", "\\u12", "\n", "\r", "\t", " ", "!",
        "*", ":", "/", "//",
        "1", "-", "_", "0x", "1979-05-27", "07:32", "true", "false", "nan", "inf", "é", "\0", "\u007f", "\uFEFF", "@", "<<<<<<< HEAD",
        "Country=us", "301!", "é=1",
    ];

    public static string Apply(Chance chance, string text, IReadOnlyList<string> others)
    {
        var changes = chance.Of(1, 1, 1, 2, 3, 6);
        for (var i = 0; i < changes; i++)
        {
            text = chance.Below(4) == 0 ? InText(chance, text) : InLines(chance, text, others);
        }

        return text;
    }

    private static string InText(Chance chance, string text)
    {
        var at = chance.Below(text.Length + 1);
        return chance.Below(3) switch
        {
            0 => text.Insert(at, chance.In(Pieces)),
            1 when at < text.Length => text.Remove(at, Math.Min(chance.Of(1, 1, 2, 5), text.Length - at)),
            _ => string.Concat(text.AsSpan(0, at), chance.In(Pieces), text.AsSpan(Math.Min(at + 1, text.Length))),
        };
    }

    private static string InLines(Chance chance, string text, IReadOnlyList<string> others)
    {
        var lines = text.Split('\n').ToList();
        var at = chance.Below(lines.Count);
        var to = chance.Below(lines.Count);
        switch (chance.Below(9))
        {
            case 0:
                lines.RemoveAt(at);
                break;
            case 1:
                lines.Insert(to, lines[at]);
                break;
            case 2:
                (lines[at], lines[to]) = (lines[to], lines[at]);
                break;
            case 3:
                lines[at] = lines[at].Replace("\"", chance.Of("", "'"), StringComparison.Ordinal);
                break;
            case 4:
                lines[at] = lines[at].Replace("[[", "[", StringComparison.Ordinal).Replace("]]", "]", StringComparison.Ordinal);
                break;
            case 5:
                var equals = lines[at].IndexOf('=', StringComparison.Ordinal);
                lines[at] = equals < 0 ? lines[at] + " = 1" : lines[at][..(equals + 1)] + " " + chance.Of(
                    "1", "true", "[]", "{}", "\"\"", "1.5", "1979-05-27", "[1, 2]", "{ a = 1 }", "'x'", "\"/\"", "", "+1_0", "\"302!\"",
                    "[[1], [\"a\"]]");
                break;
            case 6:
                lines[at] = string.Join(' ', lines[at].Split(' ').Reverse());
                break;
            case 7 when others.Count > 0:
                var donor = chance.In(others).Split('\n');
                var from = chance.Below(donor.Length);
                lines.InsertRange(at, donor.Skip(from).Take(chance.Between(1, 12)));
                break;
            default:
                lines.Insert(at, chance.In(Pieces));
                break;
        }

        return string.Join('\n', lines);
    }
}
