using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Chimera.Sites.Findings;
using Chimera.Sites.Netlify.JavaScript;

namespace Chimera.Sites.Netlify.Checks;

/// <summary>Versions of runtimes that the build environment asks for and Netlify's build image cannot give.</summary>
internal static partial class RuntimeVersions
{
    private sealed record Runtime(string Variable, string Name, int Oldest);

    private static readonly Runtime[] Known =
    [
        new("NODE_VERSION", "Node.js", 14), new("PYTHON_VERSION", "Python", 3), new("RUBY_VERSION", "Ruby", 2), new("GO_VERSION", "Go", 1),
        new("PHP_VERSION", "PHP", 5),
    ];

    public static IEnumerable<SiteFinding> Find(JsonObject config, ResolvedPlaces places)
    {
        if (config["build"]?["environment"] is not JsonObject environment)
        {
            yield break;
        }

        foreach (var (variable, runtime, oldest) in Known)
        {
            if (!environment.TryGetPropertyValue(variable, out var node))
            {
                continue;
            }

            var value = JsText.Trim(JsValue.Text(node));
            if (Wrong(value, variable == "NODE_VERSION", oldest) is { } wrong)
            {
                var written = places.Find("build", "environment", variable);
                yield return new SiteFinding(
                    NetlifyFindings.RuntimeVersion, $"'{value}' {wrong} of {runtime}", written?.Place, written?.Span, Subject: variable);
            }
        }
    }

    private static string? Wrong(string value, bool node, int oldest)
    {
        if (node && NodeAlias().IsMatch(value))
        {
            return null;
        }

        return Version().Match(value) is not { Success: true } version ? "is not a version"
            : int.TryParse(version.Groups["major"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var major)
                && major < oldest ? "is too old a version"
            : null;
    }

    /// <summary>The names that nvm knows.</summary>
    [GeneratedRegex(@"^(?:node|stable|latest|current|lts(?:/.*)?|iojs.*)$", RegexOptions.NonBacktracking)]
    private static partial Regex NodeAlias();

    /// <summary>
    /// Numbers, before them the name of a make (<c>jruby-9.4</c>), behind them one of a release (<c>3.12.0rc1</c>, <c>18.x</c>).
    /// </summary>
    [GeneratedRegex(@"^(?:[a-z]+-)*v?(?<major>[0-9]+)(?:\.[0-9A-Za-z*]+)*(?:[-+][A-Za-z0-9.]+)*$", RegexOptions.NonBacktracking)]
    private static partial Regex Version();
}
