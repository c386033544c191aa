using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Chimera.Documents.Toml;
using Chimera.Sites.Findings;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Netlify.Config;

/// <summary>A configuration as Netlify's build uses it. Paths are relative to the site's folder, which is <c>""</c>.</summary>
/// <param name="ConfigPath">The file it was read from; null when the site has none.</param>
/// <param name="BuildDir">The folder in which the site is built.</param>
/// <param name="Config">
/// The rest, in the shape and order of @netlify/config's <c>config</c>, without <c>headers</c> and <c>redirects</c>; its paths begin with
/// <c>&lt;site&gt;</c>.
/// </param>
/// <param name="Redirects">The rules of <c>_redirects</c>, then those of the configuration.</param>
/// <param name="Headers">The rules of <c>_headers</c>, then those of the configuration.</param>
/// <param name="Warnings">What Netlify prints, each as one text of several lines.</param>
/// <param name="Findings">What is wrong with rules.</param>
/// <param name="Document">The configuration file's text with places; null when there is none.</param>
public sealed record NetlifyConfigResult(
    string? ConfigPath,
    string BuildDir,
    string Publish,
    string HeadersPath,
    string RedirectsPath,
    JsonObject Config,
    ImmutableArray<RedirectRule> Redirects,
    ImmutableArray<HeaderRule> Headers,
    ImmutableArray<string> Warnings,
    ImmutableArray<SiteFinding> Findings,
    TomlDocument? Document);
