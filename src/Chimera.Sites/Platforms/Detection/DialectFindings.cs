using System.Collections.Immutable;
using Chimera.Engine.Validation;
using Chimera.Sites.Findings;

namespace Chimera.Sites.Platforms.Detection;

/// <summary>What can be said of a folder that is made for a platform Chimera does not know.</summary>
public static class DialectFindings
{
    public static readonly FindingKind OtherDialect = new(
        "site.other-dialect", Severity.Warning, "rules in another platform's dialect",
        "Cloudflare reads files named `_redirects` and `_headers`, too, but not as Netlify does: it has no conditions, no query "
        + "parameters and no forced rules, redirects "
        + "with 302 when no status is written, follows a rule even when a file is there, and stops at 2,000 static and 100 dynamic rules. "
        + "What is foreseen of such files is what another platform would make of them.",
        "read the result as that of the platform you asked for, not of the one the site is deployed to",
        "`wrangler.jsonc` beside a `_redirects`",
        "https://developers.cloudflare.com/workers/static-assets/redirects/");

    public static readonly FindingKind OtherPlatform = new(
        "site.other-platform", Severity.Note, "configuration of a platform that Chimera does not know",
        "The folder holds the configuration of a platform that Chimera cannot foresee. Its redirects, headers and build settings are not "
        + "part of what is said here.",
        "leave it if the site is deployed to the platform you asked for",
        "`vercel.json` beside a `netlify.toml`",
        "https://vercel.com/docs/project-configuration");

    public static readonly ImmutableArray<FindingKind> All = [OtherDialect, OtherPlatform];
}
