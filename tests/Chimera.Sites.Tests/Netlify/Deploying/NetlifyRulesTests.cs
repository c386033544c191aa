using System.Text;
using Chimera.Engine.Execution;
using Chimera.Sites.Folder;
using Chimera.Sites.Netlify;
using Chimera.Sites.Platforms;
using Chimera.Tests.Common;

namespace Chimera.Sites.Tests.Netlify.Deploying;

/// <summary>Rules go as one file that says what was foreseen.</summary>
public sealed class NetlifyRulesTests : IDisposable
{
    private readonly NetlifyBench _bench = new();

    private NetlifyDouble Netlify => _bench.Netlify;

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Rules_are_sent_as_they_were_foreseen_and_in_one_file()
    {
        Dictionary<string, string> files = new(StringComparer.Ordinal)
        {
            ["index.html"] = "<p>home",
            ["_redirects"] = "/old /new 302!\n/q id=:id /item/:id\n/uk / 302 Country=gb,ie Language=en\nhttps://a.example/* https://b.example/:splat\n",
            ["_headers"] = "/*\n  X-Frame-Options: DENY\n  Cache-Control: no-cache\n  Cache-Control: no-store\n",
            ["netlify.toml"] = "[[redirects]]\nfrom = \"/api/*\"\nto = \"https://api.example/:splat\"\nstatus = 200\nsigned = \"SIGNING\"\nheaders = {X-From = \"a \\\"b\\\"\"}\n",
        };
        var release = TestReleases.Of(files);

        await _bench.PublishAsync(release);

        var sent = Netlify.Deploys[0].Files;
        Assert.Equal(["/index.html", "/netlify.toml"], sent.Keys.Order(StringComparer.Ordinal));
        var toml = Encoding.UTF8.GetString(Netlify.Contents[sent["/netlify.toml"]]);
        var read = new NetlifyPlatform().Foresee(SiteFolder.Of(new Dictionary<string, string>(StringComparer.Ordinal) { ["netlify.toml"] = toml }), DeployContext.Production, CancellationToken.None);
        Assert.Equal(5, read.Redirects.Length);
        Assert.Equal(release.Foresight.Redirects.Select(rule => (rule.From, rule.To, rule.Status, rule.Force)), read.Redirects.Select(rule => (rule.From, rule.To, rule.Status, rule.Force)));
        Assert.Equal(release.Foresight.Headers.SelectMany(rule => rule.Values), read.Headers.SelectMany(rule => rule.Values));
    }

    [Fact]
    public void The_rules_of_real_sites_can_be_said_in_one_file()
    {
        var corpus = Beside.Folder("corpus");
        var sites = new[] { "redirects", "headers" }.SelectMany(kind => Directory.EnumerateFiles(Path.Combine(corpus, kind), "*", SearchOption.AllDirectories)
            .Select(file => (Name: kind == "redirects" ? "_redirects" : "_headers", File: file))).ToList();
        List<string> unsaid = [];
        var rules = 0;
        foreach (var (name, file) in sites)
        {
            var foresight = TestReleases.Of(new(StringComparer.Ordinal) { ["index.html"] = "<p>home", [name] = File.ReadAllText(file) }).Foresight;
            rules += foresight.Redirects.Length + foresight.Headers.Length;
            if (Chimera.Sites.Netlify.Deploying.DeployedConfig.Of(foresight, null, CancellationToken.None) is null)
            {
                unsaid.Add(Path.GetFileName(file));
            }
        }

        Assert.True(sites.Count > 100 && rules > 1000, $"{sites.Count} sites, {rules} rules");
        Assert.True(unsaid.Count == 0, $"{unsaid.Count} of {sites.Count}: {string.Join(' ', unsaid)}");
    }

    [Fact]
    public async Task A_published_netlify_toml_that_says_it_all_is_sent_as_it_is()
    {
        const string Toml = "# my own words\n[[headers]]\nfor = \"/*\"\n[headers.values]\nX-A = \"b\"\n";

        await _bench.PublishAsync(TestReleases.Of(new(StringComparer.Ordinal) { ["index.html"] = "<p>home", ["netlify.toml"] = Toml }));

        Assert.Equal(Toml, Encoding.UTF8.GetString(Netlify.Contents[Netlify.Deploys[0].Files["/netlify.toml"]]));
    }

    [Fact]
    public async Task A_published_netlify_toml_that_changed_since_is_not_sent_though_it_says_the_same()
    {
        Dictionary<string, string> files = new(StringComparer.Ordinal) { ["index.html"] = "<p>home", ["netlify.toml"] = "# one" };
        var release = TestReleases.Of(files);
        files["netlify.toml"] = "# two";

        Assert.Equal("netlify.file-changed", NetlifyBench.WhyOf(Assert.IsType<Reply.Refused>(await _bench.StageAsync(release))).Code);

        Assert.Empty(Netlify.Requests);
    }
}
