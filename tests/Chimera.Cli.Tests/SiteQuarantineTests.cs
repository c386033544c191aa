using System.Text.Json.Nodes;

namespace Chimera.Cli.Tests;

/// <summary>Two sites, of which one fails: its events are parked with their evidence, and the other goes on.</summary>
public sealed class SiteQuarantineTests : IDisposable
{
    private readonly Sandbox _sandbox = new();
    private readonly PublishedBranch _docs;
    private readonly PublishedBranch _blog;

    public SiteQuarantineTests()
    {
        Prerequisites.Need("git");
        _docs = new PublishedBranch(Path.Combine(_sandbox.Folder, "docs-remote"));
        _blog = new PublishedBranch(Path.Combine(_sandbox.Folder, "blog-remote"));
        Write("docs", "docs one");
        Write("blog", "blog one");
        _sandbox.Write("chimera.yaml", $$"""
            version: 1
            rollout: { min_healthy_time: 50ms, healthy_deadline: 2s }
            sites:
              docs: { path: docs, platforms: [github-pages], github-pages: { remote: "file://{{_docs.Repository}}", address: "{{_docs.Address}}" } }
              blog: { path: blog, platforms: [github-pages], github-pages: { remote: "file://{{_blog.Repository}}", address: "{{_blog.Address}}" } }
            """);
    }

    [Fact]
    public async Task What_fails_is_parked_with_its_evidence_and_others_go_on()
    {
        await FailAsync();

        var held = JsonNode.Parse(Assert.Single((await Run(0, "quarantine", "list", "-o", "json")).Raw.Split('\n', StringSplitOptions.RemoveEmptyEntries)))!;
        Assert.Equal("live.differs", held["why"]!["code"]!.GetValue<string>());
        var evidence = (await Run(0, "quarantine", "show", Name(held), "-o", "json")).Raw.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
            .Select(line => JsonNode.Parse(line)!).ToList();
        string[] expected =
            ["rollout.started", "deploy.initiated", "step.prepared", "step.applying", "chimera.deploy.start", "step.applied", "step.failed", "step.reverting", "chimera.rollback.triggered", "step.reverted"];
        Assert.Equal(expected, evidence.Select(one => one["type"]!.GetValue<string>()).Where(expected.Contains));
        Assert.Contains("GET /", evidence.Single(one => one["type"]!.GetValue<string>() == "step.failed")["data"]!["why"]!["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.DoesNotContain(evidence, one => one["data"]!.ToJsonString().Contains("sites/blog", StringComparison.Ordinal) && one["type"]!.GetValue<string>().StartsWith("step.", StringComparison.Ordinal));

        // What is held stays held, and stops nothing else.
        Write("blog", "blog three");
        var partial = await Run(6, "deploy", "--certify", "--yes");
        Assert.Contains("[plan.quarantined]", partial.Error, StringComparison.Ordinal);
        Assert.Equal(("docs one", "blog three"), (_docs.Text("index.html"), _blog.Text("index.html")));
        Assert.Contains("[plan.quarantined]", (await Run(5, "deploy", "--yes")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_parked_is_tried_again_when_its_cause_is_gone()
    {
        await FailAsync();
        var held = JsonNode.Parse((await Run(0, "quarantine", "list", "-o", "json")).Raw)!;
        _docs.IsBroken = false;

        await Run(0, "quarantine", "replay", Name(held), "--yes");

        Assert.Equal(("docs two", "blog two"), (_docs.Text("index.html"), _blog.Text("index.html")));
        Assert.Empty((await Run(0, "quarantine", "list", "--all")).Output);
    }

    [Fact]
    public async Task What_is_parked_is_discarded_with_a_reason_and_stays_refused()
    {
        await FailAsync();
        var held = JsonNode.Parse((await Run(0, "quarantine", "list", "-o", "json")).Raw)!;
        _docs.IsBroken = false;

        Assert.Contains("[quarantine.no-reason]", (await Run(2, "quarantine", "discard", Name(held), "--why", " ")).Error, StringComparison.Ordinal);
        await Run(0, "quarantine", "discard", Name(held), "--why", "docs three says it better");

        Assert.Empty((await Run(0, "quarantine", "list")).Output);
        Assert.Contains("docs three says it better", (await Run(0, "quarantine", "list", "--all")).Output, StringComparison.Ordinal);
        Assert.Contains("docs three says it better", (await Run(0, "ledger", "show", "--type", "generation.discarded")).Output, StringComparison.Ordinal);
        Assert.Contains("[plan.quarantined]", (await Run(5, "deploy", "--yes")).Error, StringComparison.Ordinal);
        Write("docs", "docs three");
        await Run(0, "deploy", "--certify", "--yes");
        Assert.Equal("docs three", _docs.Text("index.html"));
    }

    public void Dispose()
    {
        _docs.Dispose();
        _blog.Dispose();
        _sandbox.Dispose();
    }

    private static string Name(JsonNode held) => held["generation"]!.GetValue<string>()[..20];

    /// <summary>Both sites are shown; then both change, and what visitors of one get is not what was foreseen.</summary>
    private async Task FailAsync()
    {
        await Run(0, "key", "new");
        await Run(0, "deploy", "--certify", "--yes");
        Write("docs", "docs two");
        Write("blog", "blog two");
        _docs.IsBroken = true;
        await Run(6, "deploy", "--certify", "--yes");
        Assert.Equal(("docs one", "blog two"), (_docs.Text("index.html"), _blog.Text("index.html")));
    }

    private void Write(string site, string text)
    {
        _sandbox.Write($"{site}/index.html", text);
        _sandbox.Write($"{site}/404.html", "nothing here");
        _sandbox.Write($"{site}/.nojekyll", "");
    }

    private async Task<Run> Run(int exitCode, params string[] arguments)
    {
        var run = await Binary.RunAsync(_sandbox, arguments);
        Assert.True(run.ExitCode == exitCode, run.ToString());
        return run;
    }
}
