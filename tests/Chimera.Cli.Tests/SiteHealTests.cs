using System.Text.Json.Nodes;
using Chimera.Sites;
using Chimera.Sites.Folder;
using Chimera.Sites.Platforms;
using Chimera.Sites.Tests.Publishing;
using Chimera.Sites.Tests.Render.Deploying;
using Chimera.Tests.Common;

namespace Chimera.Cli.Tests;

/// <summary>Drift on Render and on GitHub Pages, made by somebody else: found, attributed, left or healed, told; and what a healing cannot do.</summary>
public sealed class SiteHealTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public SiteHealTests() => Prerequisites.Need("git");

    [Fact]
    public async Task What_somebody_else_had_render_build_is_left_or_healed_as_the_policy_says()
    {
        using RenderDouble render = new();
        using var visited = await BeginRenderAsync(render);
        var ours = render.Live!;
        var built = render.Built.Count;
        BuildByHand(render, "0123abcd0123abcd0123abcd0123abcd0123abcd");

        var left = await Run(9, "monitor", "--site", "docs", "--once", "--on-drift", "heal");
        Assert.Contains("was deployed elsewhere", left.Error, StringComparison.Ordinal);
        Assert.Contains("[site.heal-left]", left.Error, StringComparison.Ordinal);
        Assert.NotEqual(ours, render.Live);

        var healed = await Run(0, "monitor", "--site", "docs", "--once", "--on-drift", "heal-always");
        Assert.Contains("docs/render is healed", healed.Error, StringComparison.Ordinal);
        Assert.Equal(ours, render.Live);
        // It goes back to the deploy that was built before.
        Assert.Equal(built, render.Built.Count);
        Assert.Equal(["site.heal.declined", "site.heal.intent", "site.heal.complete"], await HealedAsync());
        Assert.Contains("deployed-elsewhere, attempt 1", (await Run(0, "ledger", "show", "--type", "site.heal")).Output, StringComparison.Ordinal);
        await AssertBlamelessAsync();
    }

    [Fact]
    public async Task What_render_does_not_let_us_do_is_told_and_blames_no_release()
    {
        using RenderDouble render = new();
        using var visited = await BeginRenderAsync(render);
        var ours = render.Live;
        BuildByHand(render, "0123abcd0123abcd0123abcd0123abcd0123abcd");
        render.IsReadOnly = true;

        var refused = await Run(9, "monitor", "--site", "docs", "--once", "--on-drift", "heal-always");

        Assert.Contains("healing failed in rollout ", refused.Error, StringComparison.Ordinal);
        Assert.Contains("forbidden", refused.Error, StringComparison.Ordinal);
        Assert.Equal(["site.heal.intent", "site.heal.complete"], await HealedAsync());
        await AssertBlamelessAsync();

        // A person may do it at once when the cause is gone.
        render.IsReadOnly = false;
        await Run(0, "deploy", "--yes");
        Assert.Equal(ours, render.Live);
    }

    [Fact]
    public async Task A_build_that_fails_leaves_what_is_there_and_blames_no_release()
    {
        using RenderDouble render = new();
        using var visited = await BeginRenderAsync(render);
        var ours = render.Live;
        BuildByHand(render, "0123abcd0123abcd0123abcd0123abcd0123abcd");
        render.EndsAs = "update_failed";

        var failed = await Run(9, "monitor", "--site", "docs", "--once", "--on-drift", "heal-always");

        Assert.Contains("healing failed in rollout ", failed.Error, StringComparison.Ordinal);
        Assert.StartsWith("0123abcd", render.Live, StringComparison.Ordinal);
        await AssertBlamelessAsync();
        render.EndsAs = "live";
        await Run(0, "deploy", "--yes");
        Assert.Equal(ours, render.Live);
    }

    [Fact]
    public async Task A_branch_that_somebody_pushed_to_or_moved_is_left_or_healed_as_the_policy_says()
    {
        using var pages = await BeginPagesAsync();
        pages.PushByHand("index.html", "theirs");
        var left = await Run(9, "monitor", "--site", "docs", "--once", "--on-drift", "heal");
        Assert.Contains("was deployed elsewhere", left.Error, StringComparison.Ordinal);
        Assert.Contains("[site.heal-left]", left.Error, StringComparison.Ordinal);
        Assert.Equal("theirs", pages.Text("index.html"));

        Assert.Contains("docs/github-pages is healed", (await Run(0, "monitor", "--site", "docs", "--once", "--on-drift", "heal-always")).Error, StringComparison.Ordinal);
        Assert.Equal("one", pages.Text("index.html"));
        Assert.Equal(["site.heal.declined", "site.heal.intent", "site.heal.complete"], await HealedAsync());
        await AssertBlamelessAsync();
    }

    [Fact]
    public async Task A_branch_that_was_moved_back_to_an_older_release_is_found_and_healed()
    {
        using var pages = await BeginPagesAsync();
        var older = pages.Commit;
        _sandbox.Write("site/index.html", "two");
        await Run(0, "deploy", "--certify", "--yes");
        pages.MoveByHand(older);

        Assert.Contains("[site.heal-left]", (await Run(9, "monitor", "--site", "docs", "--once", "--on-drift", "heal")).Error, StringComparison.Ordinal);
        Assert.Equal("one", pages.Text("index.html"));
        Assert.Contains("docs/github-pages is healed", (await Run(0, "monitor", "--site", "docs", "--once", "--on-drift", "heal-always")).Error, StringComparison.Ordinal);
        Assert.Equal("two", pages.Text("index.html"));
        // What was there meanwhile is an older release of ours, and no worse for it.
        await AssertBlamelessAsync();
    }

    [Fact]
    public async Task A_branch_that_was_deleted_is_made_again()
    {
        using var pages = await BeginPagesAsync();
        pages.MoveByHand(commit: null);

        var run = await Run(0, "monitor", "--site", "docs", "--once", "--on-drift", "heal-always");

        Assert.Contains("docs/github-pages is healed", run.Error, StringComparison.Ordinal);
        Assert.Equal("one", pages.Text("index.html"));
    }

    [Fact]
    public async Task A_healing_that_does_not_answer_is_taken_back_and_blames_no_release()
    {
        using var pages = await BeginPagesAsync();
        pages.PushByHand("index.html", "theirs");
        pages.IsBroken = true;

        var failed = await Run(9, "monitor", "--site", "docs", "--once", "--on-drift", "heal-always");

        Assert.Contains("healing failed in rollout ", failed.Error, StringComparison.Ordinal);
        Assert.Contains("step.failed", (await Run(0, "ledger", "show", "--type", "step")).Output, StringComparison.Ordinal);
        Assert.Equal("theirs", pages.Text("index.html"));
        await AssertBlamelessAsync();
        pages.IsBroken = false;
        await Run(0, "deploy", "--yes");
        Assert.Equal("one", pages.Text("index.html"));
    }

    public void Dispose() => _sandbox.Dispose();

    private static void BuildByHand(RenderDouble render, string commit)
    {
        var live = render.Deploys.FindIndex(deploy => deploy.Status == "live");
        render.Deploys[live] = render.Deploys[live] with { Status = "deactivated" };
        render.Deploys.Insert(0, ($"dep-{render.Deploys.Count}", "live", commit));
    }

    /// <returns>What visitors are answered by.</returns>
    private async Task<RespondingServer> BeginRenderAsync(RenderDouble render)
    {
        _sandbox.Write("site/index.html", "one");
        _sandbox.Write(".gitignore", ".chimera\n");
        _sandbox.Environment["DOUBLE_TOKEN"] = RenderDouble.Token;
        var (ours, theirs) = (Foresee("one"), Foresee("theirs"));
        string? commit = null;
        RespondingServer visited = new(() => render.Live is not { } live ? null : live == commit ? ours : theirs);
        _sandbox.Write("chimera.yaml", $$"""
            version: 1
            rollout: { min_healthy_time: 100ms, healthy_deadline: 10s }
            sites:
              docs:
                path: site
                platforms: [render]
                render: { service: {{RenderDouble.Service}}, api: "{{render.Api}}", token: { env: DOUBLE_TOKEN }, address: "{{visited.Address}}" }
            """);
        Git("init", "--quiet", "--initial-branch=main");
        Git("add", ".");
        Git("-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "--quiet", "--message", "one");
        commit = Git("rev-parse", "HEAD").Trim();
        await Run(0, "key", "new");
        await Run(0, "deploy", "--certify", "--yes");
        Assert.Equal(commit, render.Live);
        return visited;
    }

    private async Task<PublishedBranch> BeginPagesAsync()
    {
        PublishedBranch pages = new(Path.Combine(_sandbox.Folder, "remote"));
        _sandbox.Write("site/.nojekyll", "");
        _sandbox.Write("site/index.html", "one");
        _sandbox.Write("chimera.yaml", $$"""
            version: 1
            rollout: { min_healthy_time: 50ms, healthy_deadline: 10s }
            sites:
              docs: { path: site, platforms: [github-pages], github-pages: { remote: "file://{{pages.Repository}}", address: "{{pages.Address}}" } }
            """);
        await Run(0, "key", "new");
        await Run(0, "deploy", "--certify", "--yes");
        Assert.Equal("one", pages.Text("index.html"));
        return pages;
    }

    private static Foresight Foresee(string page) => new SiteSimulator(SiteKnowledge.Platforms, [], TimeSpan.FromMinutes(1), TimeProvider.System).Foresee(
        Platform.Render, SiteFolder.Of(new Dictionary<string, string>(StringComparer.Ordinal) { ["index.html"] = page }), DeployContext.Production, CancellationToken.None);

    private string Git(params string[] arguments) => GitCommand.Run(_sandbox.Folder, arguments);

    private async Task AssertBlamelessAsync() => Assert.Empty((await Run(0, "quarantine", "list", "--all")).Output);

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
