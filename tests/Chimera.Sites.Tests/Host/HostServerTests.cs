using Chimera.Sites.Certification;
using Chimera.Sites.Declaration;
using Chimera.Sites.Folder;
using Chimera.Sites.Host;
using Chimera.Sites.Platforms;
using Chimera.Sites.Publishing.Live;
using Chimera.Tests.Common;

namespace Chimera.Sites.Tests.Host;

/// <summary>Real web servers with the generated configuration, held against what was foreseen of a plain host.</summary>
public sealed class HostServerTests
{
    private const double Least = 0.99;
    private const int SitesAtOnce = 40;

    private static readonly SiteSimulator Simulator = new(SiteKnowledge.Platforms, [], TimeSpan.FromMinutes(1), TimeProvider.System);

    private readonly ITestOutputHelper _output;

    public HostServerTests(ITestOutputHelper output)
    {
        _output = output;
    }

    public static TheoryData<WebServerKind> Servers => [.. Enum.GetValues<WebServerKind>()];

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Every_kind_of_rule_is_answered_as_foreseen(WebServerKind server)
    {
        var bundle = Of(new()
        {
            ["_redirects"] = """
                /plain /about 301
                /temporary /about.html 302
                /see /about 303
                /keep /about 307
                /stay /about 308
                /with /about?x=1#top 301
                /hash /about#top 301
                /moved/* /docs/:splat 302
                /blog/:year/:slug /posts/:year-:slug 301
                /index.html /never 301
                /about /forced 301!
                /find id=:id /item/:id 301
                /find q=a%20b /never 302
                /find kind=one /exact 302
                /beta /about 302 Cookie=beta,preview
                /hallo /de 302 Language=de,fr
                /gone /gone.html 410
                /rewritten/* /about.html 200
                /missing-rewrite /nothing-there 200
                /loop/* /loop/:splat 301
                /dollar /pay?amount=$5 301
                /quote /say"hi" 301
                /api/* https://api.example.org/:splat 200
                /* /404.html 404
                """,
            ["_headers"] = "/*\n  X-Frame-Options: DENY\n  X-All: 1\n/about*\n  X-All: 2\n/docs/:page\n  X-Doc: \"quoted\" $5\n/docs/*\n  Content-Type: text/x-docs\n/no*\n  Content-Type: text/x-none\n",
            ["index.html"] = "<p>home", ["about.html"] = "<p>about", ["docs/index.html"] = "<p>docs", ["docs/a.html"] = "<p>a", ["gone.html"] = "<p>gone",
            ["404.html"] = "<p>nothing", ["with space.html"] = "<p>space", ["naïve.html"] = "<p>utf-8",
        });

        var (asked, differences) = await CompareAsync(server, [bundle]);

        Assert.Empty(differences);
        Assert.True(asked > 30, $"{asked} were asked");
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Without_a_page_of_its_own_a_missing_file_is_404_all_the_same(WebServerKind server)
    {
        var (_, differences) = await CompareAsync(server, [Of(new() { ["index.html"] = "<p>home" }), Of(new() { ["a/b.html"] = "", ["_headers"] = "/a/*\n  Cache-Control: no-store\n" })]);

        Assert.Empty(differences);
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task A_release_is_named_whatever_the_rules_say_of_all_paths(WebServerKind server)
    {
        Assert.SkipUnless(HostServer.Programs[server] is not null, $"{server} is not installed");
        using HostServer running = new(server, [Of(new() { ["index.html"] = "", ["404.html"] = "", ["_redirects"] = "/* /404.html 404!\n", ["_headers"] = "/*\n  Content-Type: text/x\n" }).Foresight]);
        using HttpClient client = new();

        Assert.StartsWith("sha256:", await client.GetStringAsync(new Uri(running.Addresses[0], HostReleases.Marker), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_visitor_sends_is_never_read_for_placeholders()
    {
        var caddy = HostServer.Programs[WebServerKind.Caddy];
        Assert.SkipUnless(caddy is not null, "caddy is not installed");
        using HostServer running = new(WebServerKind.Caddy, [Of(new() { ["index.html"] = "", ["_redirects"] = "/to/* /led/:splat 302\n/brace /x{y}?z={env.HOME} 302\n" }).Foresight]);
        using HttpClient client = new(new SocketsHttpHandler { AllowAutoRedirect = false });

        using var led = await client.GetAsync(new Uri($"{running.Addresses[0]}to/{{env.HOME}}/{{http.request.host}}?q={{env.PATH}}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }), TestContext.Current.CancellationToken);
        Assert.Equal("/led/{env.HOME}/{http.request.host}?q={env.PATH}", led.Headers.NonValidated["Location"].ToString());
        using var brace = await client.GetAsync(new Uri(running.Addresses[0], "brace"), TestContext.Current.CancellationToken);
        Assert.Equal("/x{y}?z={env.HOME}", brace.Headers.NonValidated["Location"].ToString());
    }

    [Fact]
    public void What_a_web_server_cannot_be_told_is_said()
    {
        var bundle = Of(new() { ["index.html"] = "", ["_headers"] = "/*\n  Server: mine\n  X-Fine: 1\n" });

        Assert.Equal(["the header Server"], HostReleases.Inexpressible(bundle.Foresight, WebServerKind.Nginx));
        Assert.Empty(HostReleases.Inexpressible(bundle.Foresight, WebServerKind.Caddy));
        Assert.Equal(
            ["the header Content-Length", "the header X-Tick", "the header X-A, which one rule sets and another empties"],
            HostReleases.Inexpressible(Of(new()
            {
                ["index.html"] = "", ["_headers"] = "/*\n  Content-Length: 1\n  X-Tick: `\n  X-A: 1\n", ["netlify.toml"] = "[[headers]]\nfor = \"/a\"\n[headers.values]\nX-A = \"\"\n",
            }).Foresight, WebServerKind.Caddy));
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task Real_sites_are_answered_as_foreseen(WebServerKind server)
    {
        var corpus = Beside.Folder("corpus");
        var files = new[] { "redirects", "headers" }.SelectMany(kind => Directory.EnumerateFiles(Path.Combine(corpus, kind), "*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal).Select(file => (kind, file)));
        var bundles = files.AsParallel().AsOrdered().Select(file => Of(Site(file.kind, File.ReadAllText(file.file)))).ToList();
        var expressible = bundles.Where(bundle => HostReleases.Inexpressible(bundle.Foresight, server).Count == 0).ToList();

        var (asked, differences) = await CompareAsync(server, expressible);

        _output.WriteLine($"{expressible.Count} of {bundles.Count} sites can be expressed; {asked - differences.Count} of {asked} answers agree");
        Assert.True(expressible.Count * 2 > bundles.Count, $"only {expressible.Count} of {bundles.Count} sites can be expressed");
        Assert.True(asked - differences.Count >= Least * asked, $"{differences.Count} of {asked} differ\n{string.Join('\n', differences.Take(40))}");
    }

    /// <summary>A corpus has the rules alone: the files they may lead to are made up.</summary>
    private static Dictionary<string, string> Site(string kind, string text) => new(StringComparer.Ordinal)
    {
        [kind == "redirects" ? "_redirects" : "_headers"] = text,
        ["index.html"] = "<p>home", ["404.html"] = "<p>nothing", ["about.html"] = "<p>about", ["docs/index.html"] = "<p>docs", ["en/index.html"] = "<p>en",
        ["assets/app.js"] = "1", ["assets/app.css"] = "p {}", ["sw.js"] = "2", ["blog/first/index.html"] = "<p>first",
    };

    private static SiteBundle Of(Dictionary<string, string> files) =>
        SiteBundle.Of(Simulator, Platform.Host, SiteFolder.Of(files), DeployContext.Production, CancellationToken.None)!;

    private static async Task<(int Asked, List<string> Differences)> CompareAsync(WebServerKind kind, IReadOnlyList<SiteBundle> bundles)
    {
        Assert.SkipUnless(HostServer.Programs[kind] is not null, $"{kind} is not installed");
        var asked = 0;
        List<string> differences = [];
        using LiveCheck check = new(TimeProvider.System);
        foreach (var some in bundles.Chunk(SitesAtOnce))
        {
            using HostServer server = new(kind, [.. some.Select(bundle => bundle.Foresight)]);
            foreach (var (bundle, address) in some.Zip(server.Addresses))
            {
                var report = await check.RunAsync(address, Platform.Host, bundle.Answers, CancellationToken.None);
                asked += report.Asked;
                differences.AddRange(report.Differences.Select(finding => finding.Message));
            }
        }

        return (asked, differences);
    }
}
