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

        var report = await _check.RunAsync(new Uri(below.Address, path), _bundle.Answers, CancellationToken.None);

        Assert.Empty(report.Differences);
        Assert.NotEmpty((await _check.RunAsync(below.Address, _bundle.Answers, CancellationToken.None)).Differences);
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

        var report = await _check.RunAsync(server.Address, bundle.Answers, CancellationToken.None);

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

    [Fact]
    public async Task A_site_that_is_not_there_answers_nothing()
    {
        _server.Dispose();

        var report = await RunAsync();

        Assert.Equal(report.Asked, report.Differences.Length);
        Assert.All(report.Differences, finding => Assert.Equal("live.unanswered", finding.Code));
    }

    [Fact]
    public void Every_rule_is_among_what_is_asked() => Assert.All(
        _bundle.Foresight.Redirects, rule => Assert.Contains(_bundle.Answers, answer => ReferenceEquals(answer.Response.Rule, rule)));

    public void Dispose()
    {
        _check.Dispose();
        _server.Dispose();
    }

    private Task<LiveReport> RunAsync() => _check.RunAsync(_server.Address, _bundle.Answers, CancellationToken.None);
}
