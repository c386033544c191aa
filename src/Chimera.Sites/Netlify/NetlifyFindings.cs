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
        "Netlify deploys the files of the publish folder. When it is not in the repository and no command makes it, the deploy fails; unless a build command is set in Netlify's user interface.",
        "set 'publish' to the folder that has the pages, or 'command' to what makes it",
        "`publish = \"dist\"` without `command` in a site whose pages are in `public` should be `publish = \"public\"`.", Documentation);

    public static readonly FindingKind CommandMissing = new(
        "netlify.command-missing", Severity.Warning, "there is something to build, and no build command",
        "`package.json` has a script `build`, the publish folder has no start page, and no command is set: Netlify would publish the sources. Unless a build command is set in Netlify's user interface.",
        "set 'command' in [build], and 'publish' to the folder that it makes",
        "Add `[build]`, `command = \"npm run build\"` and `publish = \"dist\"` to `netlify.toml`.", Documentation);

    public static readonly FindingKind RulesNotDeployed = new(
        "netlify.rules-not-deployed", Severity.Warning, "a file of redirects or headers is not in the publish folder",
        "In a deploy Netlify reads `_redirects` and `_headers` from the publish folder only. Its local server reads those at the root, too, so that there all seems well.",
        "move it into the publish folder, or into the folder whose files the build copies there",
        "`_redirects` beside a `publish = \"dist\"` should be `public/_redirects` for tools that copy `public`, or else `dist/_redirects`.", Documentation);

    public static readonly FindingKind TooManyRules = new(
        "netlify.too-many-rules", Severity.Warning, "the site has more than 10,000 redirect rules",
        "Netlify warns from 10,000 rules on; matching becomes slower, and a deploy with very many can fail.",
        "join rules with placeholders and splats",
        "`/posts/1 /blog/1` to `/posts/9999 /blog/9999` should be `/posts/:id /blog/:id`.", Documentation);

    public static readonly FindingKind RuntimeVersion = new(
        "netlify.runtime-version", Severity.Warning, "a runtime is asked for in a version that the build cannot use",
        "The variable chooses the version that the build runs with. A text that is no version fails the build before the command starts; a version this old may no longer be had, or be too old for Netlify's own build tools.",
        "write a version that is still supported, as a number",
        "`NODE_VERSION = \"v22 LTS\"` should be `NODE_VERSION = \"22\"`.", "Netlify's documentation: available software at build time");

    public static readonly FindingKind RuleDropped = new(
        "rule.silently-dropped", Severity.Error, "Netlify takes a redirect and then never uses it",
        "Netlify's parser lets a field of the wrong type or an empty destination through. Its matcher then leaves the rule out, and nobody says so.",
        "give the field a value of its type",
        "`force = \"true\"` should be `force = true`; `to = \"\"` should be `to = \"/\"`.", "netlify-redirector 0.5, Netlify's own matcher");

    public static readonly FindingKind RuleBreaksAll = new(
        "rule.breaks-all", Severity.Error, "one redirect makes Netlify's matcher fail for all of them",
        "Netlify's parser lets a list or a table through where the matcher needs a text. The matcher refuses the whole set of rules: no redirect of the site works.",
        "give the field a text",
        "`to = [\"/a\", \"/b\"]` should be `to = \"/a\"`.", "netlify-redirector 0.5, Netlify's own matcher");

    public static readonly ImmutableArray<FindingKind> All =
    [
        PublishMissing, CommandMissing, RulesNotDeployed, TooManyRules, RuntimeVersion, RuleDropped, RuleBreaksAll,
    ];
}
