namespace Chimera.Sites.Analyses.Headers;

/// <summary>
/// The words of content security policies: Level 3, its neighbours (Trusted Types, Reporting, Fenced Frame), and what was once in them.
/// </summary>
internal static class CspNames
{
    public static readonly HashSet<string> SourceLists =
        [
            "default-src", "script-src", "script-src-elem", "script-src-attr", "style-src", "style-src-elem", "style-src-attr", "img-src",
            "font-src",
            "connect-src", "media-src", "object-src", "frame-src", "child-src", "worker-src", "manifest-src", "prefetch-src",
            "fenced-frame-src", "base-uri",
            "form-action", "frame-ancestors", "navigate-to",
        ];

    public static readonly HashSet<string> Directives =
        [
            .. SourceLists, "sandbox", "report-uri", "report-to", "upgrade-insecure-requests", "block-all-mixed-content",
            "require-trusted-types-for",
            "trusted-types", "require-sri-for", "plugin-types", "referrer", "reflected-xss", "webrtc",
        ];

    /// <summary>Words that count only between single quotes.</summary>
    public static readonly HashSet<string> Keywords = new(
        [
            "self", "none", "unsafe-inline", "unsafe-eval", "unsafe-hashes", "strict-dynamic", "report-sample", "wasm-unsafe-eval",
            "unsafe-allow-redirects",
            "inline-speculation-rules", "trusted-types-eval", "report-sha256", "report-sha384", "report-sha512",
        ],
        StringComparer.OrdinalIgnoreCase);

    public static readonly HashSet<string> Headers =
        new(["Content-Security-Policy", "Content-Security-Policy-Report-Only"], StringComparer.OrdinalIgnoreCase);

    /// <summary>A nonce or a digest, which count only between single quotes as well.</summary>
    public static bool IsNonceOrHash(ReadOnlySpan<char> word) =>
        word.StartsWith("nonce-", StringComparison.OrdinalIgnoreCase) || word.StartsWith("sha256-", StringComparison.OrdinalIgnoreCase)
        || word.StartsWith("sha384-", StringComparison.OrdinalIgnoreCase) || word.StartsWith("sha512-", StringComparison.OrdinalIgnoreCase);

    public static bool NeedsQuotes(string word) => Keywords.Contains(word) || IsNonceOrHash(word);
}
