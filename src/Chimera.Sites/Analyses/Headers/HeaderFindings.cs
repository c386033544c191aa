using System.Collections.Immutable;
using Chimera.Engine.Validation;
using Chimera.Sites.Findings;

namespace Chimera.Sites.Analyses.Headers;

/// <summary>What can be wrong with the headers that a site's rules set.</summary>
public static class HeaderFindings
{
    public static readonly FindingKind Conflict = new(
        "header.conflict", Severity.Warning, "two rules set one header to different values",
        """
        For each header the last rule that matches a path decides, so a value that a later rule always replaces is never sent. Names are
        compared as written: `X-Frame-Options` and `x-frame-options` from two rules are both sent, and browsers then trust neither. A
        general rule before a narrower one is the ordinary way to make an exception and is not reported.
        """,
        "keep one of the two, or put the narrower path last",
        """
        `/assets/*` with `Cache-Control: max-age=31536000` before `/*` with `Cache-Control: no-cache`: the first is never sent. Write them
        the other way round.
        """,
        "@netlify/headers-parser and Netlify's local tools, which apply all matching rules in order; seen with their published code.");

    public static readonly FindingKind Duplicate = new(
        "header.duplicate", Severity.Note, "a header is set twice to the same value",
        "Both rules are for the same path, so one of them does nothing. It is harmless until one is changed and the other is not.",
        "remove one of the two",
        """
        `X-Frame-Options: DENY` for `/*` in `_headers` and again in `netlify.toml`. Keep it in one of them.
        """,
        "@netlify/headers-parser; seen with its published code.");

    public static readonly FindingKind Ignored = new(
        "header.ignored", Severity.Warning, "the platform does not let a rule set this header",
        """
        The platform sets these headers itself, because they describe the connection or the very bytes it sends. What a rule says of them is
        dropped without a word.
        """,
        "remove it from the rule",
        """
        `Content-Encoding: gzip` for `/*.gz` on Netlify. Remove it; Netlify compresses by itself.
        """,
        "docs.netlify.com, \"Custom headers\", limitations.");

    public static readonly FindingKind InvalidName = new(
        "header.invalid-name", Severity.Warning, "the name is none that HTTP has",
        """
        A header's name is made of letters, digits and a few signs, without spaces. A name that is not cannot be sent: the platform drops
        it, or refuses it at deploy.
        """,
        "correct the name",
        """
        `Cache Control: no-cache`. Write `Cache-Control: no-cache`.
        """,
        "RFC 9110, sections 5.1 and 5.6.2.");

    public static readonly FindingKind InvalidValue = new(
        "header.invalid-value", Severity.Warning, "the value has a character that a header cannot carry",
        """
        Values are visible ASCII with spaces and tabs between; control characters end a header or are refused, and characters beyond U+00FF
        cannot be sent at all. They mostly come from copied text: curly quotes, dashes, invisible spaces.
        """,
        "write it in plain characters",
        """
        `Content-Security-Policy: default-src ‘self’`, with curly quotes. Write `default-src 'self'`.
        """,
        "RFC 9110, section 5.5.");

    public static readonly FindingKind NeverApplies = new(
        "header.never-applies", Severity.Note, "no published file has such a path",
        """
        The rule is valid, but nothing that is published now has a path it is for, and nothing answers there by a rewrite either. Often the
        path is that of the source folder instead of the published one, or the files have moved.
        """,
        "correct the path, or remove the rule",
        """
        `/static/*` while the files are published below `/assets/`. Write `/assets/*`.
        """,
        "The published files and the rules, as the platform matches them.");

    public static readonly FindingKind CachePins = new(
        "header.cache-pins", Severity.Warning, "browsers would keep an old page, script or style",
        """
        A browser that has a file with `max-age` of a day or more uses it for that long without asking. For a file whose address is the same
        after a change, visitors keep the old one, with its bug, and no deploy or rollback can reach them. A page that is kept also goes on
        naming old scripts. Files with a digest or version in their name, and those that pages ask for with a query, are safe and are not
        reported.
        """,
        "use 'Cache-Control: public, max-age=0, must-revalidate' for these, and long times for files with a digest in their name",
        """
        `/*` with `Cache-Control: public, max-age=31536000, immutable`, which covers `index.html`. Give it to `/assets/*` with digested
        names only.
        """,
        "RFC 9111, section 4.2; RFC 8246 (immutable).");

    public static readonly FindingKind CachePinsMedia = new(
        "header.cache-pins-media", Severity.Note, "browsers would keep an old image or document",
        """
        An image, video or document is sent to be kept for a year or for good, but its address is the same after a change, so visitors who
        have it would not see a new one.
        """,
        "publish a changed image under a new name, or keep it for a shorter time",
        """
        `/img/*` with `max-age=31536000, immutable` and a `team.jpg` that is replaced now and then. Publish `team-2.jpg`.
        """,
        "RFC 9111, section 4.2; RFC 8246 (immutable).");

    public static readonly FindingKind CspBlocksOwn = new(
        "header.csp-blocks-own", Severity.Error, "the content security policy blocks what the page itself needs",
        """
        The page is sent with a policy that does not allow something the page holds or fetches: a script in the page, a style attribute, an
        image from another host, a `data:` font. The browser leaves it out and says so in its console only. What scripts fetch later is not
        foreseen.
        """,
        "allow it in the policy, or take it out of the page",
        """
        `script-src 'self'` with `<script>start()</script>` in the page. Move the script to a file, or add its digest: `script-src 'self'
        'sha256-…'`.
        """,
        "Content Security Policy Level 3 (W3C), sections 6.7 and 8.");

    public static readonly FindingKind CspInvalid = new(
        "header.csp-invalid", Severity.Warning, "the content security policy does not say what is meant",
        """
        A browser reads a policy it does not understand without a complaint to anybody: an unknown directive does nothing, `self` without
        quotes is the name of a host, a missing semicolon turns the next directive into a source. The policy is then weaker, or stricter,
        than its author thinks.
        """,
        "correct the policy",
        """
        `default-src self; script-scr 'self'`. Write `default-src 'self'; script-src 'self'`.
        """,
        "Content Security Policy Level 3 (W3C), sections 2.2 and 2.3.");

    public static readonly FindingKind HstsInvalid = new(
        "header.hsts-invalid", Severity.Warning, "browsers ignore this Strict-Transport-Security",
        """
        The header needs `max-age` with a number of seconds, semicolons between its directives, and no directive twice. Otherwise a browser
        ignores it, or the part of it, and the site is not held to HTTPS.
        """,
        "write 'max-age=31536000; includeSubDomains'",
        """
        `Strict-Transport-Security: max-age=31536000, includeSubDomains`. Write `max-age=31536000; includeSubDomains`.
        """,
        "RFC 6797, section 6.1.");

    public static readonly FindingKind CorsInvalid = new(
        "header.cors-invalid", Severity.Warning, "browsers refuse this cross-origin permission",
        """
        `Access-Control-Allow-Origin` holds `*` or exactly one origin, which is compared letter by letter; and `*` does not go with
        credentials. Browsers refuse everything else, so requests from other sites fail although the header is there.
        """,
        "write one origin such as 'https://app.example.com', or '*'",
        """
        `Access-Control-Allow-Origin: https://a.example, https://b.example`. Write one of them, for its own path if both are needed.
        """,
        "The Fetch standard (WHATWG), \"CORS check\".");

    public static readonly ImmutableArray<FindingKind> All =
    [
        Conflict, Duplicate, Ignored, InvalidName, InvalidValue, NeverApplies, CachePins, CachePinsMedia, CspBlocksOwn, CspInvalid,
        HstsInvalid, CorsInvalid,
    ];
}
