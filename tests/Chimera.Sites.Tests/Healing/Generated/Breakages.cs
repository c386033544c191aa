using Chimera.Sites.Platforms;
using Breaks = System.Func<string, System.Random, string>;

namespace Chimera.Sites.Tests.Healing.Generated;

/// <summary>What people do to their files.</summary>
internal static class Breakages
{
    private const string Toml = "netlify.toml";
    private const string Redirects = "pub/_redirects";
    private const string Headers = "pub/_headers";
    private const string Blueprint = "render.yaml";
    private const string Jekyll = "_config.yml";

    private static readonly (string Name, string File, Breaks Break)[] Rules =
    [
        ("no slash before a destination", Redirects, Line("{0} about.html", "/lost")),
        ("a host without scheme", Redirects, Line("{0} www.example.com/x 302", "/away")),
        ("a condition before the status", Redirects, Line("{0} /about.html Country=us 302", "/cond")),
        ("a condition without status", Redirects, Line("{0} /about.html Language=en", "/lang")),
        ("prose", Redirects, Insert("Redirect the old pages")),
        ("no destination", Redirects, Line("{0}", "/alone")),
        ("a function's path", Redirects, Insert("/.netlify/functions/* /about.html 200")),
        ("an odd status", Redirects, Line("{0} /about.html 307", "/temp")),
        ("a fragment in a path", Redirects, Line("{0}#top /about.html 301", "/frag")),
        ("a query in a path", Redirects, Line("{0}?a=1 /about.html 301", "/query")),
        ("a slash flip", Redirects, Insert("/news/ /news 301!")),
        ("a twin", Redirects, Insert("/us/*  /news  302  Country=us\n/US2 /about.html 301\n/US2/ /about.html 301")),
        ("a shadow", Redirects, (text, _) => "/blog-old/* /blog/two 302\n" + text),
        ("a catch-all in front", Redirects, (text, _) => "/* /index.html 200\n" + text),
        ("a path that needs encoding", Redirects, Line("{0}é /about.html 301", "/caf")),
        ("a destination that is not there", Redirects, Line("{0} /about.htm 301", "/dest")),
        ("a destination nobody knows", Redirects, Line("{0} /nowhere-at-all 301", "/dest2")),
        ("a condition misspelled", Redirects, Line("{0} /about.html 302 Contry=de", "/miss")),
        ("a status that is none", Redirects, Line("{0} /about.html permanent", "/word")),
        ("a template left over", Redirects, Line("{0} https://{{{{ host }}}}/x 200", "/tmpl")),
        ("a header before any path", Headers, (text, _) => "X-Early: 1\n" + text),
        ("a path without slash", Headers, (text, _) => "*\n  X-All: 1\n" + text),
        ("a header without value", Headers, Insert("  X-None:")),
        ("a header without colon", Headers, Insert("  X-Frame-Options DENY")),
        ("a header without name", Headers, Insert("  : value")),
        ("a value without quotes", Toml, Replace("publish = \"pub\"", "publish = pub")),
        ("a number for a text", Toml, Replace("NODE_VERSION = \"22\"", "NODE_VERSION = 0x")),
        ("a colon for an equals sign", Toml, Replace("NAME = 'x'", "NAME: x")),
        ("a bracket lost", Toml, Replace("[build.environment]", "[build.environment")),
        ("a quote lost", Toml, Replace("command = \"echo done\"", "command = \"echo done")),
        ("a backslash", Toml, Replace("command = \"echo done\"", "command = \"grep \\d\"")),
        ("a table twice", Toml, (text, _) => text + "\n[build]\n  ignore = \"false\"\n"),
        ("a key twice", Toml, Replace("NAME = 'x'", "NAME = 'x'\nNAME = 'y'")),
        ("a fence", Toml, (text, _) => "```toml\n" + text + "```\n"),
        ("one bracket for two", Toml, (text, _) => text + "\n[plugins]\npackage = \"netlify-plugin-x\"\n"),
        ("force as text", Toml, Replace("force = true", "force = \"true\"")),
        ("a header as number", Toml, Replace("X-Made = \"by hand\"", "X-Made = 1")),
        ("a reserved path", Toml, Replace("from = \"/toml1\"", "from = \"/.netlify/x\"")),
        ("an odd status in a table", Toml, Replace("status = 301", "status = 308")),
        ("no source in a table", Toml, Replace("from = \"/toml1\"", "form = \"/toml1\"")),
        ("a publish list", Toml, Replace("publish = \"pub\"", "publish = [\"pub\"]")),
        ("a base that is not there", Toml, Replace("[build]\n", "[build]\nbase = \"nowhere\"\n")),
    ];

    private static readonly (string Name, string File, Breaks Break)[] Services =
    [
        ("env for runtime", Blueprint, Replace("runtime: node", "env: node")),
        ("an unknown field", Blueprint, Replace("plan: starter", "plan: starter\n    nodeVersion: 22")),
        ("a plan in capitals", Blueprint, Replace("plan: starter", "plan: Starter")),
        ("the old type", Blueprint, Replace("- type: web # ", "- type: static # ")),
        ("a number for a text", Blueprint, Replace("value: fast", "value: true")),
        ("a field misspelled", Blueprint, Replace("buildCommand: npm", "buildComand: npm")),
        ("the old preview field", Blueprint, (text, _) => "previewsEnabled: true\n" + text),
        ("a field twice", Blueprint, Replace("startCommand: node main.js", "startCommand: node main.js\n    startCommand: node main.js")),
        ("a tab", Blueprint, Replace("    plan: starter", "\tplan: starter")),
        ("no path for pages", Blueprint, Replace("staticPublishPath: ./pub", "publishPath: ./pub")),
        ("autoDeploy", Blueprint, Replace("startCommand: node main.js", "startCommand: node main.js\n    autoDeploy: false")),
    ];

    private static readonly (string Name, string File, Breaks Break)[] Pages =
    [
        ("a scheme in CNAME", "CNAME", (_, _) => "https://www.example.com/\n"),
        ("two domains", "CNAME", (text, _) => text + "example.org\n"),
        ("a plugin nobody runs", Jekyll, Replace("  - jekyll-feed", "  - jekyll-made-up\n  - jekyll-feed")),
        ("a theme nobody has", Jekyll, (text, _) => text + "theme: made-up-theme\n"),
        ("a base URL without slash", Jekyll, (text, _) => text + "baseurl: sub/\n"),
        ("broken YAML", Jekyll, (text, _) => text + "x: [1, 2\n"),
        ("a link in the wrong case", "index.html", (text, _) => text + "<a href=\"/About.html\">a</a><link rel=stylesheet href=Main.css>"),
        ("a link to nothing", "index.html", (text, _) => text + "<a href=\"/gone.html\">a</a>"),
    ];

    public static (string Name, string File, Breaks Break)[] Of(Platform platform) => platform switch
    {
        Platform.Render => Services,
        Platform.GithubPages => Pages,
        _ => Rules,
    };

    private static Breaks Line(string format, string path) => (text, random) =>
        Put(text, string.Format(System.Globalization.CultureInfo.InvariantCulture, format, path + random.Next(1000)) + (random.Next(3) == 0 ? $" # {ValidSite.Comment(random)}" : ""), random);

    private static Breaks Insert(string line) => (text, random) => Put(text, line, random);

    private static Breaks Replace(string old, string now) => (text, _) =>
        text.IndexOf(old, StringComparison.Ordinal) is >= 0 and var at ? string.Concat(text.AsSpan(0, at), now, text.AsSpan(at + old.Length)) : text;

    private static string Put(string text, string line, Random random)
    {
        var lines = text.Split('\n').ToList();
        lines.Insert(random.Next(lines.Count), line);
        return string.Join('\n', lines);
    }
}
