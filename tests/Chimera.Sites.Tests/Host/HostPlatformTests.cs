using System.Collections.Immutable;
using Chimera.Documents;
using Chimera.Sites.Folder;
using Chimera.Sites.Host;
using Chimera.Sites.Netlify.Redirects;
using Chimera.Sites.Platforms;
using Chimera.Sites.Requests;
using Chimera.Tests.Common;

namespace Chimera.Sites.Tests.Host;

public sealed class HostPlatformTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Foresight Foresee(params (string Path, string Text)[] files) => new HostPlatform().Foresee(
        SiteFolder.Of(files.ToDictionary(file => file.Path, file => file.Text, StringComparer.Ordinal)), DeployContext.Production, Cancel);

    private static Foresight With(string redirects, string headers = "") => Foresee(
        ("_redirects", redirects), ("_headers", headers), ("index.html", ""), ("file.html", ""), ("folder/index.html", ""),
        ("both.html", ""), ("both/index.html", ""), ("404.html", ""),
        ("a b.txt", ""), (".well-known/x", ""), (".secret", ""));

    private static SiteResponse Get(Foresight site, string path, string query = "") =>
        site.Responder!.Respond(SiteRequest.Get(path, query));

    [Theory]
    [InlineData("GET", "/%zz", 400, null)]
    [InlineData("GET", "/a%00", 400, null)]
    [InlineData("POST", "/file", 405, "DENY")]
    [InlineData("PUT", "/nothing", 405, "DENY")]
    [InlineData("HEAD", "/nothing", 404, "DENY")]
    public void What_is_refused_is_refused_as_a_web_server_does_it(string method, string path, int status, string? frames)
    {
        var answer = With("", "/*\n  X-Frame-Options: DENY\n  X-Empty:\n").Responder!.Respond(SiteRequest.Get(path) with { Method = method });

        Assert.Equal((status, frames), (answer.Status, answer.Headers.SingleOrDefault().Value));
    }

    [Fact]
    public void The_first_rule_that_matches_yields_to_a_file_with_all_that_come_after_it()
    {
        var site = With("/* /404.html 404\n/file /elsewhere 301!\n");

        Assert.Equal("/file.html", Get(site, "/file").Body);
    }

    [Fact]
    public void A_header_over_several_lines_is_one_line()
    {
        var site = Foresee(("index.html", ""), ("netlify.toml", "[[headers]]\nfor = \"/*\"\n[headers.values]\nX-Long = '''\n  a;\n\tb\n'''\n"));

        Assert.Equal("a; b", Get(site, "/").Headers.Single().Value);
    }

    [Theory]
    [InlineData("/folder//index.html", "/folder/index.html")]
    [InlineData("/", "/index.html")]
    [InlineData("/file", "/file.html")]
    [InlineData("/file/", "/file.html")]
    [InlineData("/file.html", "/file.html")]
    [InlineData("/folder", "/folder/index.html")]
    [InlineData("/folder/", "/folder/index.html")]
    [InlineData("/both", "/both.html")]
    [InlineData("/a%20b.txt", "/a b.txt")]
    [InlineData("/.well-known/x", "/.well-known/x")]
    public void Files_are_served_without_redirects(string path, string body)
    {
        var response = Get(With(""), path);

        Assert.Equal((200, body, ServedBy.File), (response.Status, response.Body, response.By));
    }

    [Theory]
    [InlineData("/FILE")]
    [InlineData("/_redirects")]
    [InlineData("/.secret")]
    [InlineData("/none")]
    public void What_is_not_there_is_the_sites_own_404(string path)
    {
        var response = Get(With(""), path);

        Assert.Equal((404, "/404.html", ServedBy.NotFound), (response.Status, response.Body, response.By));
    }

    [Fact]
    public void A_file_wins_over_a_rule_that_is_not_forced()
    {
        Assert.Equal((200, "/file.html", ServedBy.FileBeforeRule), Key(Get(With("/file /folder 301"), "/file")));
        Assert.Equal("/folder", Get(With("/file /folder 301!"), "/file").Location);
    }

    private static (int, string?, ServedBy) Key(SiteResponse response) => (response.Status, response.Body, response.By);

    [Theory]
    [InlineData("/a /b", "a=1", "/b?a=1")]
    [InlineData("/a /b?c=2", "a=1", "/b?c=2")]
    [InlineData("/a /b#c", "a=1", "/b?a=1#c")]
    [InlineData("/a https://example.com/b 302", "", "https://example.com/b")]
    public void A_redirect_takes_the_query_along(string rule, string query, string location) =>
        Assert.Equal(location, Get(With(rule), "/a", query).Location);

    [Fact]
    public void A_rewrite_sends_a_file_and_a_status_its_page()
    {
        var site = With("/app/* /index.html 200\n/gone /file.html 410\n/lost /nowhere 200\n");

        Assert.Equal((200, "/index.html", ServedBy.Rewrite), Key(Get(site, "/app/x")));
        Assert.Equal((410, "/file.html", ServedBy.NotFound), Key(Get(site, "/gone")));
        Assert.Equal((404, "/404.html", ServedBy.NotFound), Key(Get(site, "/lost")));
    }

    [Fact]
    public void A_proxy_is_named()
    {
        var response = Get(With("/api/* https://api.example.com/:splat 200"), "/api/x", "y=1");

        Assert.Equal((ServedBy.Proxy, 0, "https://api.example.com/x?y=1"), (response.By, response.Status, response.ProxiedTo));
    }

    [Fact]
    public void Cookies_and_languages_are_seen_and_countries_and_roles_are_not()
    {
        var site = With("/ /de/ 302! Language=de\n/ /beta 302! Cookie=beta\n/ /at 302! Country=at\n/admin/* /admin/:splat 200! "
            + "Role=admin\n");

        Assert.Equal("/de/", site.Responder!.Respond(
            SiteRequest.Get("/") with { Headers = ImmutableDictionary<string, string>.Empty.Add("accept-language", "de-AT,en;q=0.5") })
            .Location);
        Assert.Equal("/beta", site.Responder!.Respond(
            SiteRequest.Get("/") with { Cookies = ImmutableDictionary<string, string>.Empty.Add("beta", "1") }).Location);
        Assert.Equal(200, site.Responder!.Respond(SiteRequest.Get("/") with { Country = "at" }).Status);
        Assert.Equal(
            [("Country", 3), ("Role", 4)],
            site.Findings.Where(finding => finding.Kind == HostFindings.ConditionUnsupported)
                .Select(finding => (finding.Subject!, finding.Place!.Line)));
        Assert.Equal(2, site.Redirects.Length);
    }

    [Theory]
    [InlineData("/f /.netlify/functions/x 200", "host.function-unsupported")]
    [InlineData("/a /file 999", "host.status-unsupported")]
    public void A_rule_that_cannot_be_followed_is_left_out(string rule, string code)
    {
        var site = With(rule);

        Assert.Empty(site.Redirects);
        Assert.Contains(code, site.Findings.Select(finding => finding.Kind.Code));
    }

    [Fact]
    public void Headers_are_sent_with_files_alone()
    {
        var site = With("/old /new", "/*\n  X-A: 1\n/file\n  X-B: 2\n");

        Assert.Equal(["X-A", "X-B"], Get(site, "/file").Headers.Select(header => header.Key));
        Assert.Equal(["X-A"], Get(site, "/none").Headers.Select(header => header.Key));
        Assert.Empty(Get(site, "/old").Headers);
    }

    [Fact]
    public void A_file_cannot_be_posted_to() =>
        Assert.Equal(405, With("").Responder!.Respond(SiteRequest.Get("/file") with { Method = "POST" }).Status);

    [Fact]
    public void The_configuration_names_folder_rules_and_what_is_not_run()
    {
        var site = Foresee(
            ("netlify.toml", "[build]\nbase = \"web\"\npublish = \"dist/\"\n[[redirects]]\nfrom = \"/b\"\nto = \"/c\"\nsigned = "
                + "\"KEY\"\n[[redirects]]\nfrom = \"/d\"\nto = \"/e\"\n[[headers]]\nfor = \"/*\"\n[headers.values]\nX-A = "
                + "\"1\"\n[[edge_functions]]\nfunction = \"x\"\npath = \"/\"\n"),
            ("web/dist/_redirects", "/a /b\n"), ("web/dist/index.html", ""));

        Assert.Equal("web/dist", site.Facts.Single(fact => fact.Name == "publish").Value);
        Assert.Equal(["/a", "/d"], site.Redirects.Select(rule => rule.Path));
        Assert.Equal(["X-A"], Get(site, "/").Headers.Select(header => header.Key));
        Assert.Equal("netlify.toml:4", PlaceOf(site, HostFindings.SignedUnsupported.Code));
        Assert.Equal("edge_functions", site.Findings.Single(finding => finding.Kind == HostFindings.CodeUnsupported).Subject);
    }

    private static string PlaceOf(Foresight site, string code) =>
        site.Findings.Single(finding => finding.Kind.Code == code).Place is { } place ? $"{place.File}:{place.Line}" : "";

    [Theory]
    [InlineData("publish = dist\n", "netlify.toml-syntax")]
    [InlineData("[build]\npublish = \"dist\"\n", "host.missing-publish-folder")]
    [InlineData("[build]\npublish = \"../..\"\n", "netlify.outside-repository")]
    [InlineData("[build]\nbase = \"web\"\n", "netlify.base-missing")]
    public void What_cannot_be_deployed_is_broken(string configuration, string code)
    {
        var site = Foresee(("netlify.toml", configuration), ("index.html", ""));

        Assert.True(site.Broken);
        Assert.Equal(code, Assert.Single(site.Findings).Kind.Code);
    }

    [Fact]
    public void A_context_and_a_base_folder_hold_as_on_Netlify()
    {
        var folder = SiteFolder.Of(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["netlify.toml"] = "[build]\nbase = \"web\"\n",
            ["web/netlify.toml"] = "[build]\npublish = \"a\"\n[context.deploy-preview]\npublish = \"b\"\n",
            ["web/a/index.html"] = "",
            ["web/b/index.html"] = "",
        });
        var site = new HostPlatform().Foresee(folder, new DeployContext("deploy-preview", "x"), Cancel);

        Assert.Equal(
            [("context", "deploy-preview"), ("branch", "x"), ("config", "web/netlify.toml"), ("base", "web"), ("publish", "web/b")],
            site.Facts.Select(fact => (fact.Name, fact.Value)));
        Assert.Equal("web/netlify.toml:4", site.Facts[^1].Place is { } place ? $"{place.File}:{place.Line}" : "");
        Assert.True(site.Published.Contains("/index.html"));
    }

    [Fact]
    public void A_404_page_may_come_from_a_rule()
    {
        Assert.Contains(HostFindings.MissingNotFoundPage, Foresee(("a.html", "")).Findings.Select(finding => finding.Kind));
        Assert.Empty(Foresee(("a.html", ""), ("_redirects", "/* /a.html 200\n")).Findings);
    }

    [Fact]
    public void A_hundred_thousand_rules_are_an_answer()
    {
        var site = With(string.Concat(Enumerable.Range(0, 100_000).Select(index => $"/old/{index} /new/{index}\n")));

        Assert.Equal("/new/99999", Get(site, "/old/99999").Location);
    }

    [Fact]
    public void Real_rules_of_others_are_followed_or_explained()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Beside.Folder("corpus"), "redirects")).Order(StringComparer.Ordinal))
        {
            var site = With(File.ReadAllText(file));
            var read = NetlifyRedirects.Read(new SourceFile("_redirects", File.ReadAllText(file)));

            Assert.Equal(read.Rules.Length - site.Redirects.Length, site.Findings
                .Count(finding => finding.Kind.Code.EndsWith("-unsupported", StringComparison.Ordinal)));
            Assert.All(site.Redirects.Take(50), rule => Assert.NotNull(Get(site, rule.Path.StartsWith('/') ? rule.Path : "/")));
        }
    }

    [Fact]
    public void Every_kind_is_described_and_has_a_code_of_its_own()
    {
        Assert.All(HostFindings.All, kind => Assert.StartsWith("host.", kind.Code, StringComparison.Ordinal));
        Assert.Equal(HostFindings.All.Length, HostFindings.All.Select(kind => kind.Code).Distinct(StringComparer.Ordinal).Count());
    }
}
