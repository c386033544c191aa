using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Chimera.Engine.Record;
using Chimera.Sites;
using Chimera.Sites.Folder;
using Chimera.Sites.Netlify;
using Chimera.Sites.Platforms;
using Chimera.Sites.Tests.Netlify.Deploying;
using Chimera.Sites.Tests.Publishing;

namespace Chimera.Cli.Tests;

/// <summary>A declared site on a double of Netlify, watched and verified by its name alone; somebody else deploys.</summary>
public sealed class SiteWatchTests : IDisposable
{
    private readonly Sandbox _sandbox = new();
    private readonly NetlifyDouble _netlify = new();
    private readonly RespondingServer _visited;
    private readonly RespondingServer _drafts;
    private Foresight _drafted;
    private readonly Foresight _ours;
    private readonly Foresight _theirs;

    public SiteWatchTests()
    {
        _sandbox.Write("site/index.html", "<p>ours");
        _sandbox.Write("site/_redirects", "/old /index.html 301\n");
        (_ours, _theirs) = (Foresee("<p>ours"), Foresee("<p>theirs"));
        _visited = new RespondingServer(() => _netlify.Published is null ? null : IsOurs ? _ours : _theirs);
        _drafts = new RespondingServer(() => _drafted);
        _netlify.Store.PermalinkOf = _ => _drafts.Address.AbsoluteUri;
        _drafted = _ours;
        _sandbox.Environment["DOUBLE_TOKEN"] = NetlifyDouble.Token;
        Declare("");
    }

    [Fact]
    public async Task A_declared_site_is_verified_and_watched_where_it_is_deployed()
    {
        Assert.Contains("[watch.never-deployed]", (await Run(5, "monitor", "--once")).Error, StringComparison.Ordinal);
        await DeployAsync();
        _sandbox.Write("site/index.html", "<p>not deployed yet");

        Assert.Matches(@"docs/netlify at http://127\.0\.0\.1:\d+/: (\d+) of \1 answers as foreseen", (await Run(0, "verify", "--site", "docs", "--platform", "netlify")).Raw);
        Assert.Contains("  right  ", (await Run(0, "monitor", "--once")).Output, StringComparison.Ordinal);
        Assert.Contains("[site.unknown]", (await Run(2, "monitor", "--site", "dics", "--once")).Error, StringComparison.Ordinal);
        Assert.Contains("[site.not-there]", (await Run(2, "monitor", "--site", "docs", "--platform", "render", "--once")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_somebody_else_deployed_is_attributed_and_left_unless_the_policy_says_always()
    {
        await DeployAsync();
        var ours = _netlify.Published;
        _netlify.Store.PublishByHand("0123abcd");

        Assert.Equal(("deployed-elsewhere", "0123abcd"), await CauseAsync());
        var left = await Run(9, "monitor", "--site", "docs", "--once", "--on-drift", "heal");
        Assert.Contains("0123abcd was deployed elsewhere", left.Error, StringComparison.Ordinal);
        Assert.Contains("[site.heal-left]", left.Error, StringComparison.Ordinal);
        Assert.Equal("0123abcd", _netlify.Published);

        Declare("watch: { on_drift: heal-always }");
        var healed = await Run(0, "monitor", "--site", "docs", "--once");
        Assert.Contains("docs/netlify is healed", healed.Error, StringComparison.Ordinal);
        Assert.Equal(ours, _netlify.Published);

        // Somebody insists: it waits, though the watch is a new one.
        _netlify.Store.PublishByHand("4567cdef");
        Assert.Contains("is not healed now", (await Run(9, "monitor", "--site", "docs", "--once")).Error, StringComparison.Ordinal);
        Assert.Equal("4567cdef", _netlify.Published);
        Assert.Equal(["site.heal.declined", "site.heal.intent", "site.heal.complete"], await HealedAsync());
    }

    [Fact]
    public async Task A_release_whose_certificate_was_taken_back_is_not_brought_back()
    {
        await DeployAsync();
        var certificate = Directory.GetFiles(_sandbox.Folder, "netlify.dsse.json", SearchOption.AllDirectories).Single();
        await Run(0, "revoke", "--site", "docs", "--certificate", certificate, "--why", "wrong branch");
        _netlify.Store.PublishByHand("0123abcd");

        var run = await Run(9, "monitor", "--site", "docs", "--once", "--on-drift", "heal-always");

        Assert.Contains("not healed: it was taken back: wrong branch", run.Error, StringComparison.Ordinal);
        Assert.Equal("0123abcd", _netlify.Published);
        Assert.Contains("[certificate.revoked]", (await Run(14, "verify", "--site", "docs")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_that_change_on_the_way_are_no_matter_of_a_deploy()
    {
        await DeployAsync();
        var (before, requests) = (_netlify.Published, _netlify.Count("POST /sites/{site_id}/deploys/{deploy_id}/restore"));
        _visited.Spoil = (_, _) => "rewritten"u8.ToArray();

        var run = await Run(9, "monitor", "--site", "docs", "--once", "--on-drift", "heal");

        Assert.Contains("cause: changed on the way", run.Error, StringComparison.Ordinal);
        Assert.Contains("[site.heal-at-rest]", run.Error, StringComparison.Ordinal);
        Assert.Equal((before, requests), (_netlify.Published, _netlify.Count("POST /sites/{site_id}/deploys/{deploy_id}/restore")));
    }

    [Fact]
    public async Task A_platform_that_cannot_be_asked_is_told_and_the_watch_goes_on()
    {
        await DeployAsync();
        _sandbox.Environment.Remove("DOUBLE_TOKEN");
        _netlify.Store.PublishByHand("0123abcd");

        var run = await Run(9, "monitor", "--site", "docs", "--once");

        Assert.Contains("cause: unknown; the platform did not say which deploy is live: the environment variable DOUBLE_TOKEN is not set", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(NetlifyDouble.Token, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_is_looked_at_by_its_address_and_deployed_as_it_is()
    {
        await Run(0, "key", "new");
        Assert.Contains("[certificate.missing]", (await Run(5, "deploy", "--draft")).Error, StringComparison.Ordinal);
        var first = await Run(0, "deploy", "--draft", "--certify");
        Assert.Matches($@"docs/netlify at {Regex.Escape(_drafts.Address.AbsoluteUri)}: (\d+) of \1 answers as foreseen; shown to nobody", first.Output);
        Assert.Null(_netlify.Published);
        await Run(0, "deploy", "--yes");
        Assert.Equal(Assert.Single(_netlify.Deploys).Id, _netlify.Published);

        _sandbox.Write("site/index.html", "<p>ours, too");
        var draft = JsonNode.Parse((await Run(7, "deploy", "--draft", "--certify", "-o", "json")).Raw)!;
        Assert.Equal("sites.draft-differs", draft["why"]!["code"]!.GetValue<string>());
        Assert.Equal(_drafts.Address.AbsoluteUri, draft["address"]!.GetValue<string>());
        _drafted = Foresee("<p>ours, too");
        await Run(0, "deploy", "--draft");
        Assert.Equal(2, _netlify.Deploys.Count);
        Assert.Contains("--draft shows nothing", (await Run(2, "deploy", "--draft", "--dry-run")).Error, StringComparison.Ordinal);
        Assert.Contains("deploy.drafted", (await Run(0, "ledger", "show")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_is_hidden_there_is_no_draft()
    {
        _sandbox.Write("chimera.yaml", _sandbox.Read("chimera.yaml").Replace("platforms: [netlify]", "platforms: [netlify, render]", StringComparison.Ordinal));

        Assert.Contains("[sites.no-drafts]", (await Run(2, "deploy", "--draft")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sites_on_a_named_platform_alone_are_rolled_back()
    {
        await DeployAsync();
        var ours = _netlify.Published;
        _sandbox.Write("site/_headers", "/no-such-page\n  X-Two: 2\n");
        await Run(0, "deploy", "--certify", "--platform", "all", "--yes");
        Assert.NotEqual(ours, _netlify.Published);

        Assert.Contains("[selector.chooses-nothing]", (await Run(2, "rollback", "--platform", "render", "--yes")).Error, StringComparison.Ordinal);
        Assert.Contains("[selector.chooses-nothing]", (await Run(2, "rollback", "--platform", "netlify", "--on", "not docs", "--yes")).Error, StringComparison.Ordinal);
        Assert.NotEqual(ours, _netlify.Published);
        await Run(0, "rollback", "--platform", "netlify", "--yes");

        Assert.Equal(ours, _netlify.Published);
    }

    [Fact]
    public async Task A_plan_says_how_many_deploys_a_forecast_still_takes()
    {
        await DeployAsync();
        _sandbox.Write("site/index.html", "<p>ours, too");
        await Run(0, "certify", "--site", "docs");

        Assert.Contains("docs/netlify: too few deploys on record to forecast whether this one is taken back or lost: 0 of 10", (await Run(0, "plan")).Output, StringComparison.Ordinal);
        var plan = JsonNode.Parse((await Run(0, "plan", "-o", "json")).Raw)!;
        Assert.Equal(10, plan["forecasts"]!["sites/docs/netlify"]!["needed"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_plan_says_how_probable_it_is_that_a_deploy_fails_and_how_such_forecasts_fared()
    {
        await DeployAsync();
        await Recorded.TellAsync(Path.Combine(_sandbox.Folder, ".chimera"), [.. Enumerable.Range(0, 12).SelectMany(at => Deploy($"r{at}")), .. Lost("lost"), .. Deploy("last")]);
        _sandbox.Write("site/index.html", "<p>ours, too");
        await Run(0, "certify", "--site", "docs");

        // Thirteen came after one that was kept, one of them was lost: (1 + ½) / (13 + 1).
        Assert.Matches(
            @"docs/netlify: this deploy is taken back or lost with 10\.7 % \(90 %: \d+\.\d to \d+\.\d\), from 13 deploys after one that ended as the last one did; "
            + @"3 forecasts so far, Brier score 0\.\d{4} against 0\.\d{4} of the base rate",
            (await Run(0, "plan")).Output);
        var forecast = JsonNode.Parse((await Run(0, "plan", "-o", "json")).Raw)!["forecasts"]!["sites/docs/netlify"]!;
        Assert.Equal(1.5 / 14, forecast["taken_back"]!.GetValue<double>(), 9);
        Assert.Equal((13, 3), (forecast["deploys"]!.GetValue<int>(), forecast["forecasts"]!.GetValue<int>()));
    }

    public void Dispose()
    {
        _visited.Dispose();
        _drafts.Dispose();
        _netlify.Dispose();
        _sandbox.Dispose();
    }

    private bool IsOurs => _netlify.Deploys.Any(deploy => deploy.Id == _netlify.Published && deploy.Title?.StartsWith("chimera ", StringComparison.Ordinal) == true);

    private static Foresight Foresee(string page) => new NetlifyPlatform().Foresee(
        SiteFolder.Of(new Dictionary<string, string>(StringComparer.Ordinal) { ["index.html"] = page, ["_redirects"] = "/old /index.html 301\n" }),
        DeployContext.Production, CancellationToken.None);

    private void Declare(string watch) => _sandbox.Write("chimera.yaml", $$"""
        version: 1
        rollout: { min_healthy_time: 100ms, healthy_deadline: 10s }
        sites:
          docs:
            path: site
            platforms: [netlify]
            netlify: { site: {{NetlifyDouble.Site}}, api: "{{_netlify.Api}}", token: { env: DOUBLE_TOKEN }, address: "{{_visited.Address}}" }
            {{watch}}
        """);

    private static IEnumerable<DomainEvent> Deploy(string rollout) =>
        [Told("sites/docs/netlify", EventTypes.DeployStart, rollout, null), Told("sites/docs/netlify", EventTypes.DeployComplete, rollout, "committed")];

    private static IEnumerable<DomainEvent> Lost(string rollout) =>
        [Told("sites/docs/netlify", EventTypes.DeployStart, rollout, null), Told($"rollout/{rollout}", EventTypes.StepLost, rollout, null)];

    private static DomainEvent Told(string stream, string type, string rollout, string? outcome) =>
        new(stream, type, new JsonObject { ["target"] = "sites/docs/netlify", ["rollout"] = rollout, ["outcome"] = outcome });

    private async Task DeployAsync()
    {
        await Run(0, "key", "new");
        await Run(0, "deploy", "--certify", "--yes");
    }

    private async Task<(string Kind, string Deploy)> CauseAsync()
    {
        var run = await Run(9, "monitor", "--site", "docs", "--once", "-o", "json");
        var cause = JsonNode.Parse(run.Raw.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1])!["cause"]!;
        return (cause["kind"]!.GetValue<string>(), cause["deploy"]!.GetValue<string>());
    }

    private async Task<IEnumerable<string>> HealedAsync() =>
        (await Run(0, "ledger", "show", "--type", "site.heal", "-o", "json")).Raw.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonNode.Parse(line)!["type"]!.GetValue<string>());

    private async Task<Run> Run(int exitCode, params string[] arguments)
    {
        var run = await Binary.RunAsync(_sandbox, arguments);
        Assert.True(run.ExitCode == exitCode, run.ToString());
        return run;
    }
}
