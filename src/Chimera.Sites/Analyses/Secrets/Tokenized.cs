
namespace Chimera.Sites.Analyses.Secrets;

/// <summary>Secrets that are one word. Forms: the issuers' documentation of their tokens.</summary>
internal static class Tokenized
{
    private static readonly AsciiSet Hexadecimal = new("0123456789abcdef");
    private static readonly AsciiSet Base32 = new("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567");

    /// <param name="token">The whole word.</param>
    /// <returns>What it is; null when it is none.</returns>
    public static (string What, bool IsCertain)? Name(ReadOnlySpan<char> token, string text, int at)
    {
        return token switch
        {
            ['A', 'K', 'I', 'A', ..] => Amazon(token, text, at),
            ['g', 'h', 'p' or 'o' or 'u' or 's' or 'r', '_', ..] =>
                Sure(token.Length == 40 && Checksum.IsRight(token[4..]), "a GitHub token"),
            ['g', 'i', 't', 'h', 'u', 'b', '_', 'p', 'a', 't', '_', ..] =>
                Sure(token.Length == 93 && token[33] == '_' && Chance.IsLikely(token[11..]), "a GitHub token"),
            ['n', 'p', 'm', '_', ..] => Sure(token.Length == 40 && Checksum.IsRight(token[4..]), "an npm token"),
            ['n', 'f', 'p', '_', ..] => Sure(token.Length == 40 && Chance.IsLikely(token[4..]), "a Netlify token"),
            ['g', 'l', 'p', 'a', 't', '-', ..] => Sure(token.Length is >= 26 and < 100 && Chance.IsLikely(token[6..]), "a GitLab token"),
            ['x', 'o', 'x', _, '-', ..] =>
                Sure(token.Length is >= 30 and < 300 && char.IsAsciiDigit(token[5]) && token[5..].Contains('-')
                    && Chance.IsLikely(token[^20..]), "a Slack token"),
            ['s' or 'r', 'k', '_', 'l', 'i', 'v', 'e', '_', ..] =>
                Sure(token.Length is >= 32 and < 256 && Chance.IsLikely(token[8..]), "a secret key of Stripe"),
            ['s', 'h', 'p', 'a', 't', '_', ..] =>
                Sure(token.Length == 38 && !token[6..].ContainsAnyExcept(Hexadecimal) && Chance.IsLikely(token[6..]), "a Shopify token"),
            ['s', 'k', '-', ..] => Model(token),
            ['S', 'G', '.', ..] => Sure(token.Length == 69 && token[25] == '.' && Chance.IsLikely(token[26..]), "a SendGrid key"),
            ['A', 'I', 'z', 'a', ..] => token.Length == 39 && Chance.IsLikely(token[4..]) ? ("a Google API key", false) : null,
            ['e', 'y', 'J', ..] => WebTokens.Name(token),
            _ => null,
        };
    }

    private static (string What, bool IsCertain)? Sure(bool fits, string what) => fits ? (what, true) : null;

    private static (string What, bool IsCertain)? Model(ReadOnlySpan<char> token) =>
        token.StartsWith("sk-ant-api") ? Sure(token.Length is >= 90 and < 200 && Chance.IsLikely(token[14..]), "an Anthropic key")
        : Sure(token.Length is >= 48 and < 300 && token.Contains("T3BlbkFJ", StringComparison.Ordinal), "an OpenAI key");

    /// <summary>The id alone opens nothing; with its secret beside it, everything.</summary>
    private static (string What, bool IsCertain)? Amazon(ReadOnlySpan<char> token, string text, int at)
    {
        if (token.Length != 20 || token[4..].ContainsAnyExcept(Base32) || token.EndsWith("EXAMPLE"))
        {
            return null;
        }

        return AmazonSecrets.IsNear(text, at) ? ("an AWS access key with its secret", true) : ("the id of an AWS access key", false);
    }
}
