using System.Collections.Concurrent;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Validation.Simulation;
using Chimera.Sites.Publishing;
using Chimera.Sites.Render.Deploying;
using Chimera.Sites.Tests.Netlify.Deploying;
using Chimera.Sites.Tests.Publishing;

namespace Chimera.Sites.Tests.Render.Deploying;

/// <summary>Headers and routes come with a Blueprint's sync: a release is not deployed before Render has read them.</summary>
public sealed class RenderBlueprintTests : IDisposable, IProgress<string>
{
    private readonly RenderDouble _render = new();
    private readonly ImpatientTime _time = new();
    private readonly Repository _repository = new();
    private readonly RenderDeploys _deploys;
    private readonly ConcurrentQueue<string> _told = new();

    public RenderBlueprintTests() => _deploys = new RenderDeploys(
        new RenderService(RenderDouble.Service) { Api = _render.Api }, new Commits(), new GivenToken(RenderDouble.Token), _time, new SeededChance(1), hook: null,
        new RenderBlueprint(RenderDouble.Blueprint, _repository));

    public void Dispose()
    {
        _deploys.Dispose();
        _render.Dispose();
    }

    void IProgress<string>.Report(string value) => _told.Enqueue(value);

    [Fact]
    public async Task A_release_waits_until_its_Blueprint_is_synced()
    {
        _render.Syncs.Add(("exe-old", "success", "commit0"));
        _render.ToSync = ("commit1", 3);

        Assert.IsType<Reply.Done>(await StageAsync());

        Assert.Equal(("success", "commit1"), (_render.Syncs[0].State, _render.Syncs[0].Commit));
        Assert.Contains(_told, line => line.Contains("is running", StringComparison.Ordinal));
        Assert.Empty(_render.Deploys);
    }

    [Fact]
    public async Task A_Blueprint_that_has_not_changed_since_it_was_synced_need_not_be_again()
    {
        _repository.Contents["commit0"] = _repository.Contents["commit1"];
        _render.Syncs.Add(("exe-old", "success", "commit0"));

        Assert.IsType<Reply.Done>(await StageAsync());
    }

    [Fact]
    public async Task A_sync_that_fails_is_quoted_and_nothing_is_deployed()
    {
        _render.SyncEndsAs = "error";
        _render.ToSync = ("commit1", 0);

        var why = Assert.IsType<Reply.Refused>(await StageAsync()).Why;

        Assert.Equal("render.blueprint-failed", why.Code);
        Assert.Contains("ended as 'error'", why.Message, StringComparison.Ordinal);
        Assert.Empty(_render.Deploys);
    }

    [Fact]
    public async Task What_a_newer_commit_was_synced_with_is_not_this_one()
    {
        _render.AutoSync = false;
        _render.Syncs.AddRange([("exe-2", "success", "commit0"), ("exe-1", "success", "commit1")]);

        var why = Assert.IsType<Reply.Refused>(await StageAsync()).Why;

        Assert.Equal("render.blueprint-not-synced", why.Code);
        Assert.Contains("sync it by hand", why.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sync_of_something_else_that_failed_changed_nothing()
    {
        _render.Syncs.AddRange([("exe-2", "error", "commit0"), ("exe-1", "success", "commit1")]);

        Assert.IsType<Reply.Done>(await StageAsync());
    }

    [Fact]
    public async Task A_sync_that_never_comes_is_waited_for_and_then_refused()
    {
        _render.Syncs.Add(("exe-old", "success", "commit0"));

        Assert.Equal("render.blueprint-not-synced", Assert.IsType<Reply.Refused>(await StageAsync()).Why.Code);
    }

    [Theory]
    [InlineData("paused", null, null, null, "render.blueprint-paused")]
    [InlineData(null, "https://github.com/example/another", null, null, "render.blueprint-another")]
    [InlineData(null, null, "render.yaml", null, "render.blueprint-another")]
    [InlineData(null, null, null, "srv-another", "render.blueprint-another")]
    public async Task A_Blueprint_that_is_not_the_sites_or_stands_still_is_refused(string? status, string? repository, string? path, string? manages, string code)
    {
        _render.Syncs.Add(("exe-1", "success", "commit1"));
        (_render.BlueprintStatus, _render.BlueprintRepository, _render.BlueprintPath, _render.Manages) =
            (status ?? "in_sync", repository ?? $"{RenderDouble.Repository}.git", path ?? "site/render.yaml", [manages ?? RenderDouble.Service]);

        Assert.Equal(code, Assert.IsType<Reply.Refused>(await StageAsync()).Why.Code);
    }

    [Fact]
    public async Task A_commit_without_the_file_has_no_Blueprint()
    {
        _repository.Contents.Remove("commit1");

        Assert.Equal("render.blueprint-another", Assert.IsType<Reply.Refused>(await StageAsync()).Why.Code);
    }

    [Fact]
    public async Task A_Blueprint_that_nobody_knows_is_named()
    {
        using RenderDeploys deploys = new(
            new RenderService(RenderDouble.Service) { Api = _render.Api }, new Commits(), new GivenToken(RenderDouble.Token), _time, new SeededChance(1), hook: null,
            new RenderBlueprint("exs-jihgfedcba9876543210", _repository));

        var why = Assert.IsType<Reply.Refused>(await deploys.StageAsync(Release(), this, CancellationToken.None)).Why;

        Assert.Equal("render.blueprint-not-found", why.Code);
    }

    [Theory]
    [InlineData(nameof(Fault.SlowDown))]
    [InlineData(nameof(Fault.Error500))]
    [InlineData(nameof(Fault.CutBefore))]
    [InlineData(nameof(Fault.HalfJson))]
    public async Task A_fault_at_any_request_is_lived_with(string fault)
    {
        for (var at = 0; at < 5; at++)
        {
            _render.Syncs.Clear();
            _render.ToSync = ("commit1", 0);
            var (from, struck) = (_render.Requests.Count, at);
            _render.Faults = (number, _) => number == from + struck ? Enum.Parse<Fault>(fault) : Fault.None;

            Assert.IsType<Reply.Done>(await StageAsync());
        }
    }

    private static Release Release() => TestReleases.Of(TestReleases.Pages(1)) with { Generation = new GenerationId("sha256:1") };

    private Task<Reply> StageAsync() => _deploys.StageAsync(Release(), this, CancellationToken.None);

    private sealed class Repository : IBlueprintFile
    {
        public Dictionary<string, string> Contents { get; } = new(StringComparer.Ordinal) { ["commit0"] = "old", ["commit1"] = "new" };

        public Task<string?> PathAsync(CancellationToken cancel) => Task.FromResult<string?>("site/render.yaml");

        public Task<string?> ContentAsync(string commit, string path, CancellationToken cancel) => Task.FromResult(Contents.GetValueOrDefault(commit));
    }

    private sealed class Commits : ICommits
    {
        public string? CommitOf(GenerationId generation) => "commit1";

        public GenerationId? GenerationOf(string commit) => new GenerationId("sha256:1");
    }
}
