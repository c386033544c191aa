using System.Collections.Immutable;
using Chimera.Engine.Validation;
using Chimera.Sites.Findings;

namespace Chimera.Sites.Netlify;

/// <summary>What is wrong with a site as Netlify would build and deploy it, beyond what its parsers say.</summary>
internal static class NetlifyFindings
{
    private const string Documentation = "Netlify's documentation: file-based configuration, redirects, headers";

    public static readonly FindingKind PublishMissing = new(
        "netlify.publish-missing", Severity.Warning, "the publish folder does not exist, and nothing builds it",
        "Netlify deploys the files of the publish folder. When it is not in the repository and no command makes it, the deploy fails; "
            + "unless a build command is set in Netlify's user interface.",
        "set 'publish' to the folder that has the pages, or 'command' to what makes it",
        "`publish = \"dist\"` without `command` in a site whose pages are in `public` should be `publish = \"public\"`.", Documentation);

    public static readonly FindingKind CommandMissing = new(
        "netlify.command-missing", Severity.Warning, "there is something to build, and no build command",
        "`package.json` has a script `build`, the publish folder has no start page, and no command is set: Netlify would publish the "
            + "sources. Unless a build command is set in Netlify's user interface.",
        "set 'command' in [build], and 'publish' to the folder that it makes",
        "Add `[build]`, `command = \"npm run build\"` and `publish = \"dist\"` to `netlify.toml`.", Documentation);

    public static readonly FindingKind RulesNotDeployed = new(
        "netlify.rules-not-deployed", Severity.Warning, "a file of redirects or headers is not in the publish folder",
        "In a deploy Netlify reads `_redirects` and `_headers` from the publish folder only. Its local server reads those at the root, "
            + "too, so that there all seems well.",
        "move it into the publish folder, or into the folder whose files the build copies there",
        "`_redirects` beside a `publish = \"dist\"` should be `public/_redirects` for tools that copy `public`, or else "
            + "`dist/_redirects`.", Documentation);

    public static readonly FindingKind RuntimeVersion = new(
        "netlify.runtime-version", Severity.Warning, "a runtime is asked for in a version that the build cannot use",
        "The variable chooses the version that the build runs with. A text that is no version fails the build before the command "
            + "starts; a version this old may no longer be had, or be too old for Netlify's own build tools.",
        "write a version that is still supported, as a number",
        "`NODE_VERSION = \"v22 LTS\"` should be `NODE_VERSION = \"22\"`.", "Netlify's documentation: available software at build time");

    public static readonly ImmutableArray<FindingKind> All =
        [PublishMissing, CommandMissing, RulesNotDeployed, RuntimeVersion];
}
