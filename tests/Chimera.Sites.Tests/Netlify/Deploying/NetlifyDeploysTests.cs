using System.Text;
using Chimera.Engine.Execution;
using Chimera.Sites.Folder;
using Chimera.Sites.Netlify;
using Chimera.Sites.Platforms;
using Chimera.Sites.Publishing;
using Chimera.Sites.Publishing.Http;
using Chimera.Tests.Common;

namespace Chimera.Sites.Tests.Netlify.Deploying;

public sealed class NetlifyDeploysTests : IDisposable
{
    private readonly NetlifyBench _bench = new();

    private NetlifyDouble Netlify => _bench.Netlify;

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Of_five_thousand_files_only_the_ten_that_changed_are_sent()
    {
        var files = TestReleases.Pages(5000);
        foreach (var text in files.Values)
        {
            Netlify.Contents[NetlifyDouble.Sha1(Encoding.UTF8.GetBytes(text))] = Encoding.UTF8.GetBytes(text);
        }

        await _bench.PublishAsync(TestReleases.Of(files));
        Netlify.Requests.Clear();
        var before = Netlify.UploadedBytes;
        for (var page = 0; page < 10; page++)
        {
            files[$"page{page * 500}.html"] = $"<p>changed {page}";
        }

        Assert.IsType<Reply.Done>(await _bench.StageAsync(TestReleases.Of(files)));

        Assert.Equal(1, Netlify.Count(NetlifyBench.Post));
        Assert.Equal(10, Netlify.Count(NetlifyBench.Put));
        Assert.Equal(10 * "<p>changed 0".Length, Netlify.UploadedBytes - before);
        Assert.InRange(Netlify.Requests.Count, 13, 20);
        Assert.Contains("sent 10 of 10 files", _bench.Told);
    }

    [Fact]
    public async Task What_is_staged_is_seen_by_no_visitor_until_it_is_shown()
    {
        var first = TestReleases.Of(TestReleases.Pages(3));
        var second = TestReleases.Of(TestReleases.Pages(3, "anew"));
        await _bench.PublishAsync(first);
        var live = Netlify.Published;

        Assert.IsType<Reply.Done>(await _bench.StageAsync(second));
        Assert.Equal(live, Netlify.Published);
        Assert.All(Netlify.Deploys, deploy => Assert.True(deploy.Draft));

        Assert.IsType<Reply.Done>(await _bench.ShowAsync(second));
        Assert.Equal(Netlify.Deploys[0].Id, Netlify.Published);
    }

    [Fact]
    public async Task Going_back_sends_nothing()
    {
        var first = TestReleases.Of(TestReleases.Pages(3));
        await _bench.PublishAsync(first);
        var live = Netlify.Published;
        await _bench.PublishAsync(TestReleases.Of(TestReleases.Pages(3, "anew")));
        Netlify.Requests.Clear();

        Assert.IsType<Reply.Done>(await _bench.ShowAsync(first));

        Assert.Equal(live, Netlify.Published);
        Assert.Equal(0, Netlify.Count(NetlifyBench.Put) + Netlify.Count(NetlifyBench.Post));
    }

    [Fact]
    public async Task What_is_done_is_not_done_again()
    {
        var release = TestReleases.Of(TestReleases.Pages(3));
        await _bench.PublishAsync(release);
        Netlify.Requests.Clear();

        await _bench.PublishAsync(release);

        Assert.Equal([NetlifyBench.List, NetlifyBench.Get, NetlifyBench.Site], Netlify.Requests);
    }

    [Fact]
    public async Task An_upload_that_was_cut_is_taken_up_where_it_was()
    {
        var release = TestReleases.Of(TestReleases.Pages(30));
        var puts = 0;
        Netlify.Faults = (_, operation) => operation == NetlifyBench.Put && Interlocked.Increment(ref puts) > 12 ? Fault.CutInMiddle : Fault.None;
        Assert.Equal("netlify.unreachable", NetlifyBench.WhyOf(Assert.IsType<Reply.Unreachable>(await _bench.StageAsync(release))).Code);
        Assert.Equal(12, Netlify.Taken.Count);
        Netlify.Faults = (_, _) => Fault.None;

        Assert.IsType<Reply.Done>(await _bench.StageAsync(release));

        Assert.Equal(31, Netlify.Taken.Count);
        Assert.All(Netlify.Taken, content => Assert.Equal(1, content.Value));
        Assert.Single(Netlify.Deploys);
    }

    [Fact]
    public async Task A_content_is_sent_once_also_when_it_has_many_addresses_and_the_list_of_what_lacks_is_old()
    {
        var files = TestReleases.Pages(4);
        files["copy.html"] = files["page0.html"];
        files["deep/copy with spaces & ümlauts+.html"] = files["page0.html"];
        Netlify.StaleRequired = true;

        await _bench.PublishAsync(TestReleases.Of(files));

        Assert.Equal(5, Netlify.Taken.Count);
        Assert.All(Netlify.Taken, content => Assert.Equal(1, content.Value));
        Assert.Equal(7, Netlify.Deploys[0].Files.Count);
    }

    [Fact]
    public async Task Any_address_that_a_file_can_have_is_sent_as_it_is()
    {
        Dictionary<string, string> files = new(StringComparer.Ordinal) { ["a b/ü+%41&=;:@,!'()[].html"] = "odd", ["日本/語.html"] = "words", [".well-known/x"] = "dots" };

        await _bench.PublishAsync(TestReleases.Of(files));

        Assert.Equal(4, Netlify.Taken.Count);
        Assert.Equal(files.Keys.Select(path => "/" + path).Append("/netlify.toml").Order(StringComparer.Ordinal), Netlify.Deploys[0].Files.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Uploads_that_end_in_another_order_are_all_counted()
    {
        Netlify.OutOfOrder = true;

        await _bench.PublishAsync(TestReleases.Of(TestReleases.Pages(6)));

        Assert.Equal(7, Netlify.Taken.Count);
    }

    [Fact]
    public async Task A_deploy_whose_creation_was_not_answered_is_found_instead_of_made_again()
    {
        Netlify.Faults = (number, operation) => operation == NetlifyBench.Post && number < 3 ? Fault.CutAnswer : Fault.None;

        await _bench.PublishAsync(TestReleases.Of(TestReleases.Pages(3)));

        Assert.Single(Netlify.Deploys);
    }

    [Fact]
    public async Task A_deploy_that_fails_at_Netlify_is_refused_in_its_words_and_made_anew_the_next_time()
    {
        var release = TestReleases.Of(TestReleases.Pages(3));
        Netlify.FailWith = "Deploy directory\n is cursed";

        var why = NetlifyBench.WhyOf(Assert.IsType<Reply.Refused>(await _bench.StageAsync(release)));
        Assert.Equal("netlify.deploy-failed", why.Code);
        Assert.Contains("Deploy directory  is cursed", why.Message, StringComparison.Ordinal);
        Netlify.FailWith = null;

        await _bench.PublishAsync(release);
        Assert.Equal(2, Netlify.Deploys.Count);
        Assert.All(Netlify.Taken, content => Assert.Equal(1, content.Value));
    }

    [Fact]
    public async Task A_file_that_changed_since_the_release_was_made_is_not_sent()
    {
        var files = TestReleases.Pages(3);
        var release = TestReleases.Of(files);
        files["page1.html"] = "<p>another";

        var why = NetlifyBench.WhyOf(Assert.IsType<Reply.Refused>(await _bench.StageAsync(release)));

        Assert.Equal("netlify.file-changed", why.Code);
        Assert.Contains("/page1.html", why.Message, StringComparison.Ordinal);
        Assert.Empty(Netlify.Requests);
    }

    [Fact]
    public async Task A_file_that_changes_while_others_are_sent_is_not_sent()
    {
        var files = TestReleases.Pages(3);
        var release = TestReleases.Of(files);
        Netlify.Faults = (_, operation) =>
        {
            if (operation == NetlifyBench.Post)
            {
                files.Remove("page1.html");
            }

            return Fault.None;
        };

        Assert.Equal("netlify.file-changed", NetlifyBench.WhyOf(Assert.IsType<Reply.Refused>(await _bench.StageAsync(release))).Code);

        Assert.Equal("netlify.not-staged", NetlifyBench.WhyOf(Assert.IsType<Reply.Refused>(await _bench.ShowAsync(release))).Code);
        Assert.Null(Netlify.Published);
    }

    [Fact]
    public async Task Deploys_are_found_on_every_page()
    {
        List<Release> releases = [];
        for (var version = 0; version < 7; version++)
        {
            releases.Add(TestReleases.Of(TestReleases.Pages(1, $"version {version}")));
            await _bench.PublishAsync(releases[^1]);
        }

        Netlify.MostPerPage = 2;
        Netlify.Deploys.Insert(3, new DoubleDeploy
        {
            Id = "0123abcd", Title = "by hand", Files = [], Draft = false, CreatedAt = DateTimeOffset.UnixEpoch, State = "ready",
        });

        var seen = Assert.IsType<DeploysLook.Seen>(await _bench.Deploys.LookAsync(CancellationToken.None));

        Assert.Equal(releases[^1].Generation, seen.Live!.Generation);
        Assert.Equal(new Uri("https://example.netlify.app"), seen.Address);
        Assert.Equal(releases.Select(release => release.Generation).Reverse(), seen.Available.Where(deploy => deploy.Generation is not null).Select(deploy => deploy.Generation!.Value));
        Assert.Equal("0123abcd", seen.Available.Single(deploy => deploy.Generation is null).Id);
        Assert.Equal($"https://{seen.Live.Id}--example.netlify.app/", seen.Live.Address!.AbsoluteUri);
        Assert.IsType<Reply.Done>(await _bench.ShowAsync(releases[0]));
        Assert.Equal(Netlify.Deploys[^1].Id, Netlify.Published);
    }

    [Fact]
    public async Task A_site_on_which_nothing_was_published_is_seen_so()
    {
        var seen = Assert.IsType<DeploysLook.Seen>(await _bench.Deploys.LookAsync(CancellationToken.None));

        Assert.Null(seen.Live);
        Assert.Empty(seen.Available);
    }

    [Fact]
    public async Task A_site_that_somebody_locked_stays_as_it_is()
    {
        var first = TestReleases.Of(TestReleases.Pages(1));
        await _bench.PublishAsync(first);
        Netlify.Deploys[0].Locked = true;
        var second = TestReleases.Of(TestReleases.Pages(1, "anew"));
        Assert.IsType<Reply.Done>(await _bench.StageAsync(second));

        Assert.Equal("netlify.locked", NetlifyBench.WhyOf(Assert.IsType<Reply.Refused>(await _bench.ShowAsync(second))).Code);

        Assert.Equal(0, Netlify.History.Count - 1);
    }

    [Fact]
    public async Task A_deploy_of_the_same_title_with_other_files_is_not_filled()
    {
        var release = TestReleases.Of(TestReleases.Pages(1));
        Netlify.Deploys.Add(new DoubleDeploy
        {
            Id = "0123abcd", Title = $"chimera {release.Generation}", Files = new(StringComparer.Ordinal) { ["/x"] = new string('0', 40) }, Draft = true,
            CreatedAt = DateTimeOffset.UnixEpoch, State = "uploading",
        });

        Assert.Equal("netlify.asks-for-more", NetlifyBench.WhyOf(Assert.IsType<Reply.Refused>(await _bench.StageAsync(release))).Code);

        Assert.Empty(Netlify.Taken);
    }

    [Fact]
    public async Task A_token_that_Netlify_does_not_know_is_said_to_be_so()
    {
        using NetlifyBench bench = new(token: "nfp_wrong0123456789");

        var why = NetlifyBench.WhyOf(Assert.IsType<Reply.Refused>(await bench.StageAsync(TestReleases.Of(TestReleases.Pages(1)))));

        Assert.Equal("netlify.token-refused", why.Code);
        Assert.Contains("Access Denied (401)", why.Message, StringComparison.Ordinal);
        Assert.Equal("netlify.token-refused", Assert.IsType<DeploysLook.Unseen>(await bench.Deploys.LookAsync(CancellationToken.None)).Why.Code);
    }

    [Fact]
    public async Task Without_a_token_nothing_is_asked()
    {
        using NetlifyBench bench = new(token: "");

        Assert.Equal("token.malformed", NetlifyBench.WhyOf(Assert.IsType<Reply.Refused>(await bench.StageAsync(TestReleases.Of(TestReleases.Pages(1))))).Code);

        Assert.Empty(bench.Netlify.Requests);
    }

    [Fact]
    public async Task A_site_that_does_not_exist_is_named()
    {
        using NetlifyBench bench = new(site: "no-such-site.netlify.app");
        var release = TestReleases.Of(TestReleases.Pages(1));

        foreach (var why in new[] { NetlifyBench.WhyOf(await bench.StageAsync(release)), NetlifyBench.WhyOf(await bench.ShowAsync(release)) })
        {
            Assert.Equal("netlify.site-not-found", why.Code);
            Assert.Contains("no-such-site.netlify.app", why.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("../accounts")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("a?b")]
    [InlineData("")]
    public void What_is_no_sites_id_leads_nowhere(string id) =>
        Assert.Throws<ArgumentException>(() => new Chimera.Sites.Netlify.Deploying.NetlifyDeploys(
            new Chimera.Sites.Netlify.Deploying.NetlifySite(id), new EnvironmentToken("UNUSED"), TimeProvider.System, new SystemChance()));

    [Fact]
    public void A_token_is_sent_nowhere_in_the_clear() =>
        Assert.Throws<ArgumentException>(() => new Chimera.Sites.Netlify.Deploying.NetlifyDeploys(
            new Chimera.Sites.Netlify.Deploying.NetlifySite("a") { Api = new Uri("http://api.example/") }, new EnvironmentToken("UNUSED"), TimeProvider.System, new SystemChance()));

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
    public async Task Nothing_is_asked_or_answered_that_the_documentation_does_not_have()
    {
        await _bench.PublishAsync(TestReleases.Of(TestReleases.Pages(120)));

        // The double notes every member, parameter and state that is not documented; the bench holds that there was none.
        Assert.Equal(NetlifyWire.Operations.Keys.Order(StringComparer.Ordinal), Netlify.Requests.Distinct().Order(StringComparer.Ordinal));
        Assert.Empty(Netlify.Violations);
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

    [Fact]
    public async Task What_is_live_is_available_though_it_is_older_than_all_that_are_listed()
    {
        var release = TestReleases.Of(TestReleases.Pages(1));
        await _bench.PublishAsync(release);
        Netlify.MostPerPage = 1;
        for (var other = 0; other < 20; other++)
        {
            Netlify.Deploys.Insert(0, new DoubleDeploy
            {
                Id = $"other{other}", Title = null, Files = [], Draft = true, CreatedAt = DateTimeOffset.UnixEpoch, State = "ready",
            });
        }

        var seen = Assert.IsType<DeploysLook.Seen>(await _bench.Deploys.LookAsync(CancellationToken.None));

        Assert.Equal(5, Netlify.Requests.Count(request => request == NetlifyBench.List) - 2);
        Assert.Equal(release.Generation, seen.Available[^1].Generation);
    }

    [Theory]
    [InlineData("a#b.html", "netlify.file-name")]
    [InlineData("a?b.html", "netlify.file-name")]
    [InlineData("netlify/functions/hello.js", "netlify.has-functions")]
    public async Task What_cannot_be_sent_by_digests_is_refused_before_anything_is(string path, string code)
    {
        Dictionary<string, string> files = new(StringComparer.Ordinal) { ["index.html"] = "<p>home", [path] = "x" };

        Assert.Equal(code, NetlifyBench.WhyOf(Assert.IsType<Reply.Refused>(await _bench.StageAsync(TestReleases.Of(files)))).Code);

        Assert.Empty(Netlify.Requests);
    }
}
