using Chimera.Documents;

namespace Chimera.Sites.Analyses.Pages;

/// <summary>The addresses of a <c>srcset</c> (HTML standard, "parse a srcset attribute").</summary>
internal static class Srcset
{
    /// <summary>Each address as a piece of the value.</summary>
    public static IEnumerable<TextSpan> Urls(string value)
    {
        var at = 0;
        while (true)
        {
            while (at < value.Length && (IsSpace(value[at]) || value[at] == ','))
            {
                at++;
            }

            if (at >= value.Length)
            {
                yield break;
            }

            var start = at;
            while (at < value.Length && !IsSpace(value[at]))
            {
                at++;
            }

            var end = at;
            while (end > start && value[end - 1] == ',')
            {
                end--;
            }

            yield return TextSpan.FromTo(start, end);
            if (end == at)
            {
                at = EndOfDescriptor(value, at);
            }
        }
    }

    private static int EndOfDescriptor(string value, int at)
    {
        var parens = 0;
        while (at < value.Length && (value[at] != ',' || parens > 0))
        {
            parens += value[at] == '(' ? 1 : value[at] == ')' ? -1 : 0;
            at++;
        }

        return at;
    }

    private static bool IsSpace(char c) => c is ' ' or '\t' or '\n' or '\r' or '\f';
}
