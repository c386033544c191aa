using System.Text;
using Chimera.Sites.Analyses.Rules;
using Chimera.Sites.Certification;
using Chimera.Sites.Folder;
using Chimera.Sites.Platforms;
using Chimera.Tests.Common.Fuzzing;

namespace Chimera.Sites.Tests.Fuzzing;

/// <summary>A site is whatever somebody wrote: its platform's answers are foreseen, or findings inside its text say why not.</summary>
public sealed class SiteFuzzTests
{
    private const string Redirects = "# moved\n/old /new 301!\n/blog/:year/*  /posts/:year/:splat  200  Country=de,at Language=de\n/search q=:q id=:id /find/:q 302\n"
        + "https://old.example.org/* https://www.example.org/:splat 301!\n/* /404.html 404\n/api/* https://api.example.org/:splat 200 Role=admin Cookie=beta\n";

    private const string Headers = "# all\n/*\n  X-Frame-Options: DENY\n  Cache-Control: public\n  Cache-Control: max-age=60\n/assets/:name\n  Content-Type: text/css; charset=utf-8\n"
        + "  Content-Security-Policy: default-src 'self'; script-src 'nonce-a' https:\n/page\n  Link: </a.css>; rel=preload\n  Basic-Auth: someone:secret\n";

    private const string Toml = "[build]\npublish = \"pub\"\ncommand = \"\"\n[build.environment]\nNODE_VERSION = \"20\"\n[context.production]\nignore = \"true\"\n[[redirects]]\nfrom = \"/a/*\"\n"
        + "to = \"/b/:splat\"\nstatus = 200\nforce = true\nquery = {id = \":id\"}\nconditions = {Country = [\"de\"]}\n[[headers]]\nfor = \"/*\"\n[headers.values]\nX-A = \"1\"\n[functions]\ndirectory = \"f\"\n";

    private const string Blueprint = "services:\n- type: web\n  name: docs\n  runtime: static\n  staticPublishPath: ./pub\n  buildCommand: ''\n  routes:\n  - {type: redirect, source: /a/*, destination: /b/*}\n"
        + "  - {type: rewrite, source: /*, destination: /index.html}\n  headers:\n  - {path: /*, name: X-A, value: '1'}\n  envVars:\n  - {key: A, value: b}\n  - {fromGroup: all}\n"
        + "databases:\n- {name: db, plan: free}\nenvVarGroups:\n- name: all\n  envVars: [{key: K, sync: false}]\n";

    private const string Jekyll = "title: Docs\nurl: https://www.example.org\nbaseurl: /docs\ntheme: minima\nplugins: [jekyll-feed]\ninclude: [_pages, .well-known]\nexclude:\n- '*.txt'\npermalink: /:categories/:title/\n"
        + "collections: {guides: {output: true}}\nmarkdown: kramdown\nstrict_front_matter: false\n";

    private const string Page = "<!doctype html><html lang=en><head><base href='/'><title>x</title><link rel=stylesheet href=a.css><script src=\"/b.js?v=1\" integrity='sha256-x'></script>"
        + "<meta http-equiv=refresh content='0; url=/c'><style>@import url(d.css);a{background:url('e.png')}</style></head><body><a href=\"#top\">t</a><img srcset='f.png 1x, g.png 2x'>"
        + "<form netlify name=n><input></form><!-- c --><script>let a='</a>'; // AKIAIOSFODNN7EXAMPLE\n</script></body></html>";

    [Fact]
    public void Redirects_in_a_file() => Run("redirects", Platform.Netlify, "_redirects", Redirects, " ", "\n", "/*", ":splat", "301!", "200", "Country=", "Language=", "Role=", "https://", "?", "#", "%zz", "%2F", "..", "\t", "=:a");

    [Fact]
    public void Headers_in_a_file() => Run("headers", Platform.Netlify, "_headers", Headers, "\n/", "\n  ", ": ", ":", "*", "/*", ":name", "Set-Cookie: ", "Cache-Control: ", "Link: ", "'nonce-", ";", ",", "\r", "#", "\t");

    [Fact]
    public void Netlifys_configuration() => Run("netlify-toml", Platform.Netlify, "netlify.toml", Toml, "[[redirects]]\n", "[[headers]]\n", "[build]", "publish = ", "from = ", "to = ", "= 1", "= []", "= {}", "\"\"", "..", "/", "[context.", "[[plugins]]\n");

    [Fact]
    public void A_Blueprint() => Run("blueprint", Platform.Render, "render.yaml", Blueprint, "- ", ": ", "\n  ", "null", "[]", "{}", "type: ", "services:\n", "routes:\n", "*a", "&a ", "!!int ", "static", "fromGroup: ", "fromService: {", "1e9");

    [Fact]
    public void Jekylls_configuration() => Run("jekyll", Platform.GithubPages, "_config.yml", Jekyll, "- ", ": ", "\n", "null", "[]", "{}", "plugins: ", "include: ", "exclude: ", "theme: ", "remote_theme: ", "baseurl: ", "permalink: ", "/", "..", "*");

    [Fact]
    public void A_page() => Run("page", Platform.Netlify, "pub/index.html", Page, "<", ">", "</", "<!--", "-->", "<script>", "</script>", "<style>", "href=", "src=", "srcset=", "'", "\"", "url(", "@import ", "&amp;", "<base href=", "data:", "//", "\\", "\0");

    [Fact]
    public void Rules_that_a_web_server_is_told() => Run("host-rules", Platform.Host, "_redirects", Redirects, " ", "\n", "/*", ":splat", "301!", "200", "Country=", "Language=", "https://", "?", "#", "%zz", "{", "}", "$", "\\", "\"", ";", "`");

    private static void Run(string name, Platform platform, string file, string text, params string[] words) => Fuzzer.Run(
        FuzzTarget.Bytes(name, [text], bytes => Judge(platform, file, bytes))
            .Keeping(text.Replace("/*", new string('/', 30_000), StringComparison.Ordinal))
            .With(words) with { MostBytes = 32 * 1024 },
        500);

    private static string? Judge(Platform platform, string file, byte[] bytes)
    {
        var simulator = new SiteSimulator(SiteKnowledge.Platforms, SiteKnowledge.Analyses, TimeSpan.FromMinutes(1), TimeProvider.System);
        var foresight = simulator.Foresee(platform, Site(platform, file, Encoding.UTF8.GetString(bytes)), DeployContext.Production, CancellationToken.None);
        var places = new PlaceInText(bytes);
        foreach (var finding in foresight.Findings.Where(finding => finding.Place is { } place && place.File == file))
        {
            if (places.Wrong(finding.Place!) is { } wrong)
            {
                return $"{finding.Kind.Code}: {wrong}";
            }
        }

        if (foresight.Responder is null)
        {
            return foresight.Findings.Length == 0 ? "it would be refused, and no finding says why" : null;
        }

        var told = foresight.Findings.Any(finding => finding.Kind == RuleFindings.StatusUnsupported);
        return ForeseenRequests.Of(foresight).Select(foresight.Responder.Respond)
            .Where(answer => answer.Status is not (0 or (>= 100 and <= 599)) && !told)
            .Select(answer => $"a status of {answer.Status} by {answer.By}, and no finding says that there is none")
            .FirstOrDefault();
    }

    private static SiteFolder Site(Platform platform, string file, string text)
    {
        var root = platform == Platform.Netlify ? "" : "pub/";
        Dictionary<string, string> files = new(StringComparer.Ordinal)
        {
            [$"{root}index.html"] = "<a href=/old>x</a>", [$"{root}404.html"] = "no", [$"{root}assets/a.css"] = "a{}", [$"{root}new/index.html"] = "new",
        };
        files[file] = text;
        return SiteFolder.Of(files);
    }
}
