using System.Text;

namespace Chimera.Sites.Netlify.JavaScript;

/// <summary>Punycode (RFC 3492): text of any script in ASCII, for one label of a domain name.</summary>
internal static class Punycode
{
    private const int Base = 36, MinThreshold = 1, MaxThreshold = 26, Skew = 38, Damp = 700, FirstBias = 72, FirstCode = 0x80;

    public static string Encode(string label)
    {
        var runes = label.EnumerateRunes().Select(rune => rune.Value).ToList();
        var output = new StringBuilder();
        output.Append([.. runes.Where(code => code < FirstCode).Select(code => (char)code)]);
        var basic = output.Length;
        if (basic > 0)
        {
            output.Append('-');
        }

        var (code, delta, bias, handled) = (FirstCode, 0L, FirstBias, basic);
        while (handled < runes.Count)
        {
            var next = runes.Where(rune => rune >= code).Min();
            delta += (long)(next - code) * (handled + 1);
            code = next;
            foreach (var rune in runes)
            {
                delta += rune < code ? 1 : 0;
                if (rune != code)
                {
                    continue;
                }

                AppendDelta(output, delta, bias);
                bias = Adapt(delta, handled + 1, handled == basic);
                delta = 0;
                handled++;
            }

            delta++;
            code++;
        }

        return output.ToString();
    }

    /// <returns>Null when it is not the encoding of anything.</returns>
    public static string? Decode(ReadOnlySpan<char> text)
    {
        var hyphen = text.LastIndexOf('-');
        List<int> output = [];
        foreach (var c in text[..Math.Max(hyphen, 0)])
        {
            output.Add(c);
        }

        var (code, index, bias) = (FirstCode, 0L, FirstBias);
        for (var at = hyphen < 0 ? 0 : hyphen + 1; at < text.Length;)
        {
            var before = index;
            var weight = 1L;
            for (var k = Base; ; k += Base)
            {
                var digit = at < text.Length ? Digit(text[at++]) : -1;
                if (digit < 0 || weight > int.MaxValue)
                {
                    return null;
                }

                index += digit * weight;
                var threshold = Threshold(k, bias);
                if (digit < threshold)
                {
                    break;
                }

                weight *= Base - threshold;
            }

            bias = Adapt(index - before, output.Count + 1, before == 0);
            var step = index / (output.Count + 1);
            if (step > 0x10ffff || !Rune.IsValid((int)(code + step)))
            {
                return null;
            }

            code += (int)step;
            index %= output.Count + 1;
            output.Insert((int)index++, code);
        }

        return string.Concat(output.Select(rune => new Rune(rune).ToString()));
    }

    private static void AppendDelta(StringBuilder output, long delta, int bias)
    {
        for (var k = Base; ; k += Base)
        {
            var threshold = Threshold(k, bias);
            if (delta < threshold)
            {
                output.Append(Character((int)delta));
                return;
            }

            output.Append(Character((int)(threshold + ((delta - threshold) % (Base - threshold)))));
            delta = (delta - threshold) / (Base - threshold);
        }
    }

    private static int Threshold(int k, int bias) => Math.Clamp(k - bias, MinThreshold, MaxThreshold);

    private static int Adapt(long delta, int points, bool first)
    {
        delta = first ? delta / Damp : delta / 2;
        delta += delta / points;
        var k = 0;
        for (; delta > (Base - MinThreshold) * MaxThreshold / 2; k += Base)
        {
            delta /= Base - MinThreshold;
        }

        return (int)(k + ((Base - MinThreshold + 1) * delta / (delta + Skew)));
    }

    private static char Character(int digit) => (char)(digit < 26 ? 'a' + digit : '0' + digit - 26);

    private static int Digit(char c) => c switch
    {
        >= 'a' and <= 'z' => c - 'a',
        >= 'A' and <= 'Z' => c - 'A',
        >= '0' and <= '9' => c - '0' + 26,
        _ => -1,
    };
}
