using System.Collections.Concurrent;
using Chimera.Engine.Validation;
using Chimera.Sites.Certification;
using Chimera.Sites.Folder;
using Chimera.Sites.Platforms;
using Chimera.Sites.Publishing.Live;

namespace Chimera.Sites.Tests.Publishing;

public sealed class LiveCheckTests : IDisposable
{
    private static readonly SiteSimulator Simulator = new(SiteKnowledge.Platforms, SiteKnowledge.Analyses, TimeSpan.FromMinutes(1), TimeProvider.System);

    private readonly SiteBundle _bundle = SiteBundle.Of(Simulator, Platform.Host, SiteFolder.Of(new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["_redirects"] = "/old /about 301\n/moved/* /docs/:splat 302\n/beta /about 302 Cookie=beta\n/api/* https://api.example.org/:splat 200\n/app/* /index.html 200\n",
        ["_headers"] = "/*\n  X-Frame-Options: DENY\n/about.html\n  Cache-Control: no-cache\n  Cache-Control: no-store\n",
        ["index.html"] = "<p>home",
        ["about.html"] = "<p>about",
        ["docs/index.html"] = "<p>docs",
        ["404.html"] = "<p>nothing here",
    }), DeployContext.Production, CancellationToken.None)!;

    private readonly RespondingServer _server;
    private readonly LiveCheck _check = new(TimeProvider.System);

    public LiveCheckTests() => _server = new RespondingServer(_bundle.Foresight);

    [Fact]
    public async Task A_site_that_answers_as_foreseen_is_right_in_every_answer_that_can_be_seen()
    {
        var report = await RunAsync();

        Assert.Empty(report.Differences);
        Assert.True(report.Asked >= 10, $"{report.Asked} were asked");
        // What another server answers is not this site's.
        Assert.Equal(_bundle.Answers.Count(answer => answer.Request.Path.StartsWith("/api/", StringComparison.Ordinal)), report.Unasked);
    }

    [Theory]
    [InlineData("project/")]
    [InlineData("project")]
    public async Task A_site_that_lives_below_a_path_is_asked_there(string path)
    {
        using RespondingServer below = new(_bundle.Foresight) { Below = "/project" };

        var report = await _check.RunAsync(new Uri(below.Address, path), Platform.Host, _bundle.Answers, CancellationToken.None);

        Assert.Empty(report.Differences);
        Assert.NotEmpty((await _check.RunAsync(below.Address, Platform.Host, _bundle.Answers, CancellationToken.None)).Differences);
    }

    [Theory]
    [InlineData("/a b")]
    [InlineData("/caf\u00e9")]
    [InlineData("/caf%C3%A9")]
    [InlineData("/%41bout.html")]
    [InlineData("/about.html?b")]
    [InlineData("/about.html#b")]
    [InlineData("/100%")]
    [InlineData("/a\\b")]
    [InlineData("//docs/index.html")]
    public async Task The_path_of_a_header_rule_is_asked_for_as_it_was_foreseen(string path)
    {
        var bundle = SiteBundle.Of(Simulator, Platform.Host, SiteFolder.Of(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["netlify.toml"] = $"[[headers]]\nfor = '{path}'\nvalues = {{ X-Rule = \"yes\" }}\n",
            ["_headers"] = $"{path}\n  X-Rule: yes\n",
            ["about.html"] = "<p>about",
            ["docs/index.html"] = "<p>docs",
        }), DeployContext.Production, CancellationToken.None)!;
        using RespondingServer server = new(bundle.Foresight);
        ConcurrentBag<string> asked = [];
        server.Spoil = (context, body) =>
        {
            asked.Add(context.Request.RawUrl!);
            return body;
        };

        var report = await _check.RunAsync(server.Address, Platform.Host, bundle.Answers, CancellationToken.None);

        Assert.Empty(report.Differences);
        Assert.Equal(bundle.Answers.Select(answer => answer.Request.Target).Order(StringComparer.Ordinal), asked.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("//other.example/b", "https://example.org/docs//other.example/b")]
    [InlineData(".other.example/b", "https://example.org/docs/.other.example/b")]
    [InlineData("/a\r\nHost: other.example", "https://example.org/docs/a%0D%0AHost:%20other.example")]
    [InlineData("/caf\u00e9?a b#c", "https://example.org/docs/caf%C3%A9?a%20b%23c")]
    [InlineData("/%41/../b?q=%41", "https://example.org/docs/%41/../b?q=%41")]
    public void Whatever_was_foreseen_is_asked_of_the_site_and_nobody_else(string target, string address)
    {
        var asked = SitePaths.Asked(new Uri("https://example.org/docs/"), target);

        Assert.Equal("example.org", asked.Host);
        Assert.Equal(address, asked.GetLeftPart(UriPartial.Authority) + asked.PathAndQuery);
    }

    [Fact]
    public async Task Another_status_location_body_or_header_is_told_with_the_request()
    {
        _server.Spoil = (context, body) =>
        {
            switch (context.Request.RawUrl)
            {
                case "/old":
                    context.Response.StatusCode = 302;
                    break;
                case "/moved/zq7":
                    context.Response.AddHeader("Location", "/elsewhere");
                    break;
                case "/docs/index.html":
                    return [.. body, (byte)'!'];
                case "/index.html":
                    context.Response.AddHeader("X-Frame-Options", "SAMEORIGIN");
                    break;
                case "/about.html":
                    context.Response.Headers.Remove("Cache-Control");
                    break;
            }

            return body;
        };

        var told = (await RunAsync()).Differences.Select(finding => finding.Message).Order(StringComparer.Ordinal).ToList();

        Assert.Equal(5, told.Count);
        Assert.Contains("GET /about.html does not send the header Cache-Control", told);
        Assert.Contains("GET /docs/index.html does not send the bytes of /docs/index.html", told);
        Assert.Contains("GET /index.html sends X-Frame-Options: SAMEORIGIN, not DENY", told);
        Assert.Contains("GET /old answers 302, not 301", told);
        Assert.Contains(told, line => line.StartsWith("GET /moved/zq7 leads to ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/index.html", "Set-Cookie", "id=secret; Path=/", "sets the cookie id, which was not foreseen")]
    [InlineData("/index.html", "Access-Control-Allow-Origin", "*", "adds access-control-allow-origin: *, which was not foreseen")]
    [InlineData("/index.html", "Refresh", "0;url=https://evil.example/", "adds refresh: 0;url=https://evil.example/, which was not foreseen")]
    [InlineData("/index.html", "Content-Security-Policy", "default-src *", "adds content-security-policy: default-src *, which was not foreseen")]
    [InlineData("/index.html", "Content-Security-Policy-Report-Only", "default-src *", "adds content-security-policy-report-only: default-src *, which was not foreseen")]
    [InlineData("/index.html", "Strict-Transport-Security", "max-age=0", "adds strict-transport-security: max-age=0, which was not foreseen")]
    [InlineData("/index.html", "Link", "</evil.css>; rel=stylesheet", "adds link: </evil.css>; rel=stylesheet, which was not foreseen")]
    [InlineData("/index.html", "Clear-Site-Data", "\"*\"", "adds clear-site-data: \"*\", which was not foreseen")]
    [InlineData("/index.html", "Location", "/elsewhere", "adds location: /elsewhere, which was not foreseen")]
    [InlineData("/index.html", "Content-Disposition", "attachment", "adds content-disposition: attachment, which was not foreseen")]
    [InlineData("/index.html", "Content-Encoding", "br", "adds content-encoding: br, which was not foreseen")]
    [InlineData("/index.html", "Service-Worker-Allowed", "/", "adds service-worker-allowed: /, which was not foreseen")]
    [InlineData("/index.html", "Cross-Origin-Opener-Policy", "same-origin", "adds cross-origin-opener-policy: same-origin, which was not foreseen")]
    [InlineData("/index.html", "Permissions-Policy", "camera=*", "adds permissions-policy: camera=*, which was not foreseen")]
    [InlineData("/index.html", "Referrer-Policy", "unsafe-url", "adds referrer-policy: unsafe-url, which was not foreseen")]
    [InlineData("/index.html", "X-Robots-Tag", "noindex", "adds x-robots-tag: noindex, which was not foreseen")]
    [InlineData("/old", "Set-Cookie", "id=1", "sets the cookie id, which was not foreseen")]
    [InlineData("/old", "X-Frame-Options", "DENY", null)]
    [InlineData("/index.html", "Server", "other", null)]
    [InlineData("/index.html", "Vary", "Accept-Encoding", null)]
    [InlineData("/index.html", "ETag", "\"1\"", null)]
    [InlineData("/index.html", "Last-Modified", "Sun, 22 Nov 2026 06:00:00 GMT", null)]
    [InlineData("/index.html", "Accept-Ranges", "bytes", null)]
    [InlineData("/index.html", "Cache-Control", "max-age=60", null)]
    [InlineData("/index.html", "Content-Encoding", "identity", null)]
    [InlineData("/index.html", "X-Request-Id", "7", null)]
    public async Task An_added_header_is_told_when_a_browser_acts_on_it(string path, string name, string value, string? told)
    {
        _server.Spoil = (context, body) =>
        {
            if (context.Request.RawUrl == path)
            {
                context.Response.AddHeader(name, value);
            }

            return body;
        };

        var messages = (await RunAsync()).Differences.Select(finding => finding.Message);

        Assert.Equal(told is null ? [] : [$"GET {path} {told}"], messages);
    }

    [Theory]
    [InlineData(Platform.Netlify, "Strict-Transport-Security", "max-age=31536000; includeSubDomains; preload", true)]
    [InlineData(Platform.Netlify, "Access-Control-Allow-Origin", "*", false)]
    [InlineData(Platform.Netlify, "Link", "<https://www.example.org/>; rel=\"canonical\"", false)]
    [InlineData(Platform.Render, "Set-Cookie", "__cf_bm=a.b-1; path=/; expires=Sun, 22-Nov-26 07:00:00 GMT; HttpOnly; Secure; SameSite=None", true)]
    [InlineData(Platform.Render, "Set-Cookie", "session=1", false)]
    [InlineData(Platform.Render, "Strict-Transport-Security", "max-age=1", false)]
    [InlineData(Platform.GithubPages, "Access-Control-Allow-Origin", "*", true)]
    [InlineData(Platform.GithubPages, "Access-Control-Allow-Origin", "https://evil.example", false)]
    [InlineData(Platform.GithubPages, "Strict-Transport-Security", "max-age=31556952", true)]
    [InlineData(Platform.Host, "Strict-Transport-Security", "max-age=1", false)]
    public async Task What_a_platform_is_known_to_add_is_no_difference_there_and_is_one_elsewhere(Platform platform, string name, string value, bool isItsOwn)
    {
        _server.Spoil = (context, body) =>
        {
            context.Response.AddHeader(name, value);
            return body;
        };

        var report = await _check.RunAsync(_server.Address, platform, _bundle.Answers, CancellationToken.None);

        Assert.Equal(isItsOwn ? 0 : report.Asked, report.Differences.Length);
    }

    [Theory]
    [InlineData("https://site.netlify.app/a", "<https://www.example.org/a>; rel=\"canonical\"", true)]
    [InlineData("https://www.example.org/a", "<https://www.example.org/a>; rel=\"canonical\"", false)]
    [InlineData("https://site.netlify.app/a", "<https://evil.example/a.css>; rel=stylesheet", false)]
    [InlineData("https://site.netlify.app/a", "<https://www.example.org/a>; rel=\"canonical\", </a.css>; rel=stylesheet", false)]
    [InlineData("https://site.netlify.app/a", "rel=canonical", false)]
    public void Netlify_names_the_address_that_counts_at_its_own_domain_alone(string asked, string value, bool isItsOwn)
    {
        var link = Assert.Single(SiteKnowledge.Platforms.First(known => known.Platform == Platform.Netlify).Adds, added => added.Name == "Link");

        Assert.Equal(isItsOwn, link.IsItsOwn(new Uri(asked), value));
    }

    [Fact]
    public async Task A_cookie_beside_the_platforms_own_is_told_without_what_it_holds()
    {
        _server.Spoil = (context, body) =>
        {
            if (context.Request.RawUrl == "/index.html")
            {
                context.Response.AppendHeader("Set-Cookie", "__cf_bm=1; expires=Sun, 22-Nov-26 07:00:00 GMT");
                context.Response.AppendHeader("Set-Cookie", "session=secret");
            }

            return body;
        };

        var report = await _check.RunAsync(_server.Address, Platform.Render, _bundle.Answers, CancellationToken.None);

        Assert.Equal("GET /index.html sets the cookie session, which was not foreseen", Assert.Single(report.Differences).Message);
    }

    [Fact]
    public async Task What_governs_only_a_page_that_is_not_the_sites_own_is_the_servers_business()
    {
        var bare = SiteBundle.Of(
            Simulator, Platform.GithubPages, SiteFolder.Of(new Dictionary<string, string>(StringComparer.Ordinal) { [".nojekyll"] = "", ["index.html"] = "<p>home" }),
            DeployContext.Production, CancellationToken.None)!;
        using RespondingServer server = new(bare.Foresight);
        server.Spoil = (context, body) =>
        {
            if (context.Response.StatusCode == 404)
            {
                context.Response.AddHeader("Content-Security-Policy", "default-src 'none'");
                context.Response.AddHeader("Refresh", "0;url=https://evil.example/");
            }

            return body;
        };

        var report = await _check.RunAsync(server.Address, Platform.GithubPages, bare.Answers, CancellationToken.None);

        Assert.Equal(
            $"GET {ForeseenRequests.NoSuchPage} adds refresh: 0;url=https://evil.example/, which was not foreseen", Assert.Single(report.Differences).Message);
    }

    [Fact]
    public async Task A_site_that_is_not_there_answers_nothing()
    {
        _server.Dispose();

        var report = await RunAsync();

        Assert.Equal(report.Asked, report.Differences.Length);
        Assert.All(report.Differences, finding => Assert.Equal("live.unanswered", finding.Code));
    }

    [Fact]
    public void Every_rule_is_among_what_is_asked()
    {
        Assert.All(_bundle.Foresight.Redirects, rule => Assert.Contains(_bundle.Answers, answer => ReferenceEquals(answer.Response.Rule, rule)));
        Assert.All(
            _bundle.Foresight.Headers,
            rule => Assert.Contains(_bundle.Answers, answer => _bundle.Foresight.HeaderDialect!.Read(rule.For)!.IsMatch(answer.Request.Path)));
    }

    public void Dispose()
    {
        _check.Dispose();
        _server.Dispose();
    }

    private Task<LiveReport> RunAsync() => _check.RunAsync(_server.Address, Platform.Host, _bundle.Answers, CancellationToken.None);
}
