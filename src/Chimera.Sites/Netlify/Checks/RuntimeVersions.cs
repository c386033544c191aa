using System.Globalization;
using System.Text.Json.Nodes;
using Chimera.Sites.Findings;
using Chimera.Sites.Netlify.JavaScript;

namespace Chimera.Sites.Netlify.Checks;

/// <summary>Versions of runtimes that the build environment asks for and Netlify's build image cannot give.</summary>
internal static class RuntimeVersions
{
    private static readonly AsciiSet Name = new("abcdefghijklmnopqrstuvwxyz");
    private static readonly AsciiSet Digit = new("0123456789");
    private static readonly AsciiSet Dot = new(".");
    private static readonly AsciiSet Part = new("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz*");
    private static readonly AsciiSet Sign = new("-+");
    private static readonly AsciiSet Release = new("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.");

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

    private static string? Wrong(string value, bool node, int oldest) =>
        node && IsNodeAlias(value) ? null
        : !IsVersion(value, out var number) ? "is not a version"
        : int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var major) && major < oldest ? "is too old a version"
        : null;

    /// <summary>The names that nvm knows.</summary>
    private static bool IsNodeAlias(string value) => value is "node" or "stable" or "latest" or "current" or "lts"
        || ((value.StartsWith("lts/", StringComparison.Ordinal) || value.StartsWith("iojs", StringComparison.Ordinal))
            && !value.Contains('\n', StringComparison.Ordinal));

    /// <summary>
    /// Numbers, before them the name of a make (<c>jruby-9.4</c>), behind them one of a release (<c>3.12.0rc1</c>, <c>18.x</c>).
    /// </summary>
    /// <param name="major">The first of the numbers.</param>
    private static bool IsVersion(ReadOnlySpan<char> value, out ReadOnlySpan<char> major)
    {
        while (Leading(value, Name) is var make and > 0 && make < value.Length && value[make] == '-')
        {
            value = value[(make + 1)..];
        }

        value = value.StartsWith('v') ? value[1..] : value;
        major = value[..Leading(value, Digit)];
        value = Past(value[major.Length..], Dot, Part);
        return !major.IsEmpty && Past(value, Sign, Release).IsEmpty;
    }

    /// <summary>What follows after all parts that begin with one of some signs.</summary>
    private static ReadOnlySpan<char> Past(ReadOnlySpan<char> value, AsciiSet signs, AsciiSet letters)
    {
        while (!value.IsEmpty && signs.Contains(value[0]) && Leading(value[1..], letters) is var length and > 0)
        {
            value = value[(1 + length)..];
        }

        return value;
    }

    private static int Leading(ReadOnlySpan<char> value, AsciiSet letters) =>
        value.IndexOfAnyExcept(letters) is >= 0 and var length ? length : value.Length;
}
