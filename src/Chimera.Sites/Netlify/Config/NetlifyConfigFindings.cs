using System.Collections.Immutable;
using Chimera.Engine.Validation;
using Chimera.Sites.Findings;

namespace Chimera.Sites.Netlify.Config;

/// <summary>What makes Netlify refuse a <c>netlify.toml</c>, and with it the deploy.</summary>
public static class NetlifyConfigFindings
{
    private const string Resolver = "@netlify/config 25.2, the code that Netlify's build runs";
    private const string Parser = "smol-toml 1.9 inside @netlify/config 25.2; TOML 1.1";

    public static readonly FindingKind TomlSyntax = new(
        "netlify.toml-syntax", Severity.Error, "netlify.toml is not valid TOML",
        "Netlify stops at the first character that does not fit and fails the deploy before anything is built.",
        "correct the line; text needs quotes, a table is [name], a list of tables [[name]]",
        "`command = npm run build` should be `command = \"npm run build\"`.", Parser);

    public static readonly FindingKind TomlDuplicate = new(
        "netlify.toml-duplicate", Severity.Error, "a key or table is defined twice in netlify.toml",
        "TOML allows every key and every `[table]` once. Netlify does not choose one of the two: the deploy fails.",
        "put the keys of both under one header, or delete the one that is not meant; a list of tables needs [[name]]",
        "A second `[build]` further down should be joined with the first; two `[redirects]` should be two `[[redirects]]`.", Parser);

    public static readonly FindingKind TomlEscape = new(
        "netlify.toml-escape", Severity.Error, "a backslash in a text of netlify.toml means nothing",
        "In double quotes a backslash begins an escape, and TOML knows only a few. Netlify fails the deploy. In single quotes it is "
        + "an ordinary character.",
        "write two backslashes, or put the text in single quotes",
        "`command = \"grep \\d\"` should be `command = 'grep \\d'`.", Parser);

    public static readonly FindingKind Unreadable = new(
        "netlify.config-unreadable", Severity.Error, "netlify.toml is there but cannot be read as a file",
        "Netlify takes whatever is called `netlify.toml` for its configuration. A folder of that name, or a file without the right to "
        + "read it, fails the deploy.",
        "make netlify.toml a readable file, or rename what is in its place",
        "A folder `netlify.toml/` should be removed or renamed.", Resolver);

    public static readonly FindingKind WrongType = new(
        "netlify.wrong-type", Severity.Error, "a key of netlify.toml has a value of the wrong type",
        "Netlify checks the keys it knows before the build and fails the deploy at the first that is no text, table, list or truth "
        + "value where it must be one.",
        "give the key a value of its type",
        "`publish = 1` should be `publish = \"1\"`; `[plugins]` should be `[[plugins]]`.", Resolver);

    public static readonly FindingKind BadValue = new(
        "netlify.bad-value", Severity.Error, "a key of netlify.toml has a value that Netlify does not know",
        "The type is right, but only some values are allowed. Netlify fails the deploy.",
        "choose one of the values that are allowed",
        "`node_bundler = \"webpack\"` should be `node_bundler = \"esbuild\"`; `memory = 512` should be at least 1024.", Resolver);

    public static readonly FindingKind UnknownKey = new(
        "netlify.unknown-key", Severity.Error, "a plugin or edge function in netlify.toml has a key that Netlify does not know",
        "Elsewhere Netlify ignores keys it does not know; in `[[plugins]]` and `[[edge_functions]]` they fail the deploy.",
        "delete the key or correct its name; what a plugin is told belongs into [plugins.inputs]",
        "`[[plugins]]` with `config = {…}` should have `[plugins.inputs]`.", Resolver);

    public static readonly FindingKind EdgeFunction = new(
        "netlify.edge-function", Severity.Error, "an edge function in netlify.toml is declared incompletely or contradicts itself",
        "Each `[[edge_functions]]` needs `function` and either `path`, which begins with a slash, or `pattern`, but not both. Netlify "
        + "fails the deploy.",
        "give it 'function' and one of 'path' and 'pattern'",
        "`[[edge_functions]]` with `path = \"hello\"` should have `path = \"/hello\"` and `function = \"hello\"`.", Resolver);

    public static readonly FindingKind Schedule = new(
        "netlify.bad-schedule", Severity.Error, "the schedule of a function is not a cron expression",
        "Netlify reads the schedule before the build and fails the deploy when it cannot: too many fields, a number out of range, a "
        + "day that no month has.",
        "write five fields (minute, hour, day, month, weekday), or a name such as '@daily'",
        "`schedule = \"every day\"` should be `schedule = \"@daily\"`; `0 25 * * *` has an hour too many.", Resolver + ", with "
        + "cron-parser 5");

    public static readonly FindingKind PluginPackage = new(
        "netlify.plugin-package", Severity.Error, "a plugin in netlify.toml does not name an npm package",
        "Each `[[plugins]]` needs `package`: the bare name of a package on npm, or the path of a folder that begins with a dot or a "
        + "slash. A version or a URL fails the deploy.",
        "write the package's name alone; a version belongs into 'pinned_version'",
        "`package = \"netlify-plugin-a11y@1.0\"` should be `package = \"netlify-plugin-a11y\"`.", Resolver + ", with "
        + "validate-npm-package-name");

    public static readonly FindingKind PluginTwice = new(
        "netlify.plugin-twice", Severity.Error, "a plugin is listed twice in netlify.toml",
        "The same package may stand once in `[[plugins]]`, and once more in each context to give it other inputs. Netlify fails the "
        + "deploy.",
        "delete one of the two",
        "Two `[[plugins]]` with `package = \"@netlify/plugin-nextjs\"` should be one.", Resolver);

    public static readonly FindingKind PluginContext = new(
        "netlify.plugin-context", Severity.Error, "a context lists a plugin that runs in every context anyway",
        "A plugin of Netlify's user interface runs in all contexts. A context may change its inputs, but cannot choose it. Netlify "
        + "fails the deploy.",
        "delete the plugin from the context, or uninstall it in the user interface",
        "`[[context.production.plugins]]` with nothing but `package` should go.", Resolver);

    public static readonly FindingKind OutsideRepository = new(
        "netlify.outside-repository", Severity.Error, "a path in netlify.toml leads out of the repository",
        "Paths are relative to the base folder, and to the repository when there is none. Netlify fails the deploy when one leads out, "
        + "and takes a folder whose name begins with two dots for such a path.",
        "write the path relative to the base folder, within the repository",
        "With `base = \"web\"`, `publish = \"../../dist\"` should be `publish = \"../dist\"` or `publish = \"dist\"`.", Resolver);

    public static readonly FindingKind BaseMissing = new(
        "netlify.base-missing", Severity.Error, "the base folder does not exist",
        "Netlify builds in the folder that `base` names. It must be in the repository; unlike `publish`, no build can make it. Letter "
        + "case matters.",
        "correct 'base', or delete it when the site is built at the root",
        "`base = \"Frontend/\"` should be `base = \"frontend/\"` when that is the folder's name.", Resolver);

    public static readonly FindingKind Stumble = new(
        "netlify.config-crash", Severity.Error, "netlify's own code stumbles over a value in netlify.toml",
        "The value is of a type that nobody foresaw (`nan`, `inf`), so the deploy fails with an error that does not name it.",
        "give the key a value of its type, or delete it",
        "`Build = nan` should go.", Resolver);

    public static readonly FindingKind HeaderCase = new(
        "header.two-spellings", Severity.Warning, "one header is set under two spellings",
        "Names of headers are the same in any letter case, but Netlify's rules keep the two apart: which one a visitor gets is not "
        + "foreseeable.",
        "write the header's name the same way everywhere",
        "`X-Frame-Options` and `x-frame-options` should both be `X-Frame-Options`.", Resolver);

    public static readonly ImmutableArray<FindingKind> All =
    [
        TomlSyntax, TomlDuplicate, TomlEscape, Unreadable, WrongType, BadValue, UnknownKey, EdgeFunction, Schedule, PluginPackage,
        PluginTwice, PluginContext, OutsideRepository, BaseMissing, Stumble, HeaderCase,
    ];
}
