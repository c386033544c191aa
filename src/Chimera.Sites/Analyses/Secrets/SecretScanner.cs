using System.Buffers;
using Chimera.Documents;

namespace Chimera.Sites.Analyses.Secrets;

/// <summary>
/// Finds secrets by how their issuers write them: by prefix, length, alphabet and, where there is one, checksum. Nothing is reported for
/// its randomness
/// alone. Takes time in proportion to the text.
/// </summary>
internal static class SecretScanner
{
    private static readonly AsciiSet TokenLetters = new("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.");

    private static readonly string[] Tokens =
    [
        "AKIA", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "npm_", "nfp_", "glpat-", "xoxb-", "xoxp-", "xoxa-", "xoxr-",
        "sk_live_", "rk_live_",
        "sk-ant-api", "sk-", "SG.", "shpat_", "AIza", "eyJ",
    ];

    private static readonly string[] Others =
    [
        "-----BEGIN ", "hooks.slack.com/services/", "AccountKey=", "postgres://", "postgresql://", "mysql://", "mongodb://",
        "mongodb+srv://", "redis://",
        "rediss://", "amqp://", "amqps://",
    ];

    // A search that is compiled when it is first used finds them fastest, but not before a short text is read letter by letter.
    private const int Long = 1 << 14;

    private static readonly string[]?[] ByLetter = Sorted();

    public static IEnumerable<Secret> Scan(string text, CancellationToken cancel)
    {
        for (var at = 0; Next(text, at) is >= 0 and var found;)
        {
            cancel.ThrowIfCancellationRequested();
            var (secret, end) = Look(text, found);
            if (secret is not null)
            {
                yield return secret;
            }

            at = Math.Max(end, found + 1);
        }
    }

    private static int Next(string text, int from)
    {
        var rest = text.AsSpan(from);
        var at = rest.Length > Long ? rest.IndexOfAny(Anchors.All) : NextByLetter(rest);
        return at < 0 ? -1 : from + at;
    }

    private static int NextByLetter(ReadOnlySpan<char> text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            foreach (var anchor in text[at] < ByLetter.Length ? ByLetter[text[at]] ?? [] : [])
            {
                if (text[at..].StartsWith(anchor))
                {
                    return at;
                }
            }
        }

        return -1;
    }

    private static string[]?[] Sorted()
    {
        var sorted = new string[]?[128];
        foreach (var anchor in (string[])[.. Tokens, .. Others])
        {
            sorted[anchor[0]] = [.. sorted[anchor[0]] ?? [], anchor];
        }

        return sorted;
    }

    private static class Anchors
    {
        public static readonly SearchValues<string> All = SearchValues.Create([.. Tokens, .. Others], StringComparison.Ordinal);
    }

    /// <returns>What is here, and where to go on.</returns>
    private static (Secret? Secret, int End) Look(string text, int at)
    {
        var rest = text.AsSpan(at);
        if (rest.StartsWith("-----BEGIN "))
        {
            return (PrivateKeys.Look(text, at), at + "-----BEGIN ".Length);
        }

        if (rest.StartsWith("hooks."))
        {
            return (SlackHooks.Look(text, at), at + "hooks.slack.com/services/".Length);
        }

        if (rest.StartsWith("AccountKey="))
        {
            return (StorageKeys.Look(text, at), at + "AccountKey=".Length);
        }

        return Array.Exists(Others, scheme => text.AsSpan(at).StartsWith(scheme)) ? DatabaseUrls.Look(text, at) : Token(text, at);
    }

    private static (Secret? Secret, int End) Token(string text, int at)
    {
        if (at > 0 && TokenLetters.Contains(text[at - 1]) && text[at - 1] != '.')
        {
            // In the middle of a word; the next may begin within it.
            return (null, at + 1);
        }

        var length = text.AsSpan(at).IndexOfAnyExcept(TokenLetters);
        var end = length < 0 ? text.Length : at + length;
        var token = text.AsSpan(at, end - at).TrimEnd('.');
        return Tokenized.Name(token, text, at) is { } named
            ? (new Secret(named.What, new TextSpan(at, token.Length), named.IsCertain), end) : (null, end);
    }
}
