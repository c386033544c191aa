using Chimera.Documents;

namespace Chimera.Sites.Analyses.Secrets;

/// <summary>Addresses that post to a Slack channel without further ado: <c>T…/B…/…</c>.</summary>
internal static class SlackHooks
{
    private const string Prefix = "hooks.slack.com/services/";

    public static Secret? Look(string text, int at)
    {
        var start = at + Prefix.Length;
        var end = start;
        while (end < text.Length && end - start < 80 && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '/'))
        {
            end++;
        }

        var parts = text[start..end].Split('/');
        return parts is [['T', .. { Length: >= 8 }], ['B', .. { Length: >= 8 }], { Length: 24 } key] && Chance.IsLikely(key)
            ? new Secret("the address of a Slack webhook", TextSpan.FromTo(at, end))
            : null;
    }
}
