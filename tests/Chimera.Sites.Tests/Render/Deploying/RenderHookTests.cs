using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Validation.Simulation;
using Chimera.Sites.Render.Deploying;
using Chimera.Sites.Tests.Netlify.Deploying;
using Chimera.Sites.Tests.Publishing;

namespace Chimera.Sites.Tests.Render.Deploying;

/// <summary>A deploy hook starts deploys; an API key that may only look tells what came of them.</summary>
public sealed class RenderHookTests : IDisposable
{
    private readonly RenderDouble _render = new() { IsReadOnly = true };
    private readonly RenderDeploys _deploys;

    public RenderHookTests() => _deploys = Deploys(_render.Hook.AbsoluteUri);

    public void Dispose()
    {
        _deploys.Dispose();
        _render.Dispose();
    }

    [Fact]
    public async Task A_release_is_live_when_Render_has_built_the_commit_that_the_hook_was_given()
    {
        Assert.IsType<Reply.Done>(await ShowAsync("sha256:1"));

        Assert.Equal("commit1", _render.Live);
        Assert.Single(_render.Requests, request => request.StartsWith("POST", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Going_back_builds_again_when_the_API_key_may_not_roll_back()
    {
        Assert.IsType<Reply.Done>(await ShowAsync("sha256:1"));
        Assert.IsType<Reply.Done>(await ShowAsync("sha256:2"));

        Assert.IsType<Reply.Done>(await ShowAsync("sha256:1"));

        Assert.Equal(["commit1", "commit2", "commit1"], _render.Built);
        Assert.Equal("commit1", _render.Live);
    }

    [Theory]
    [InlineData(true, "may not stop it", null)]
    [InlineData(false, "was told to stop", "canceled")]
    public async Task A_hook_that_builds_another_commit_is_not_taken_for_the_release(bool isReadOnly, string said, string? ended)
    {
        Assert.IsType<Reply.Done>(await ShowAsync("sha256:1"));
        (_render.HookBuilds, _render.IsReadOnly) = ("elsewhere", isReadOnly);

        var why = NetlifyBench.WhyOf(Assert.IsType<Reply.Refused>(await ShowAsync("sha256:2")));

        Assert.Equal("render.built-another", why.Code);
        Assert.Contains(said, why.Message, StringComparison.Ordinal);
        Assert.Equal(ended ?? _render.Deploys[0].Status, _render.Deploys[0].Status);
        Assert.Equal("commit1", _render.Live);
    }

    [Theory]
    [InlineData(Fault.Error500)]
    [InlineData(Fault.CutBefore)]
    [InlineData(Fault.CutAnswer)]
    internal async Task A_hook_whose_answer_is_lost_starts_no_second_deploy_of_what_it_started(Fault fault)
    {
        var isFirst = true;
        _render.Faults = (_, operation) =>
        {
            var isHook = isFirst && operation.StartsWith("POST", StringComparison.Ordinal);
            isFirst &= !isHook;
            return isHook ? fault : Fault.None;
        };

        Assert.IsType<Reply.Done>(await ShowAsync("sha256:1"));

        Assert.Equal("commit1", _render.Live);
        Assert.Single(_render.Deploys);
    }

    [Fact]
    public async Task A_hook_is_shown_to_nobody()
    {
        _render.Faults = (_, operation) => operation.StartsWith("POST", StringComparison.Ordinal) ? Fault.Echo : Fault.None;

        var reply = await ShowAsync("sha256:1");

        Assert.Equal("render.hook-refused", NetlifyBench.WhyOf(Assert.IsType<Reply.Refused>(reply)).Code);
        Assert.DoesNotContain(RenderDouble.Key, reply.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://elsewhere.example/deploy/srv-c0ffee?key=k3yOfTheHook0123456789")]
    [InlineData("/deploy/srv-other?key=k3yOfTheHook0123456789")]
    [InlineData("/deploy/srv-c0ffee")]
    [InlineData("/deploy/srv-c0ffee/../x?key=k3yOfTheHook0123456789")]
    [InlineData("/deploy/srv-c0ffee?key=k3yOfTheHook0123456789#a")]
    public async Task What_is_not_the_services_hook_is_sent_nowhere(string hook)
    {
        using var deploys = Deploys(hook.StartsWith('/') ? _render.Api.GetLeftPart(UriPartial.Authority) + hook : hook);

        var reply = await deploys.ShowAsync(new GenerationId("sha256:1"), CancellationToken.None);

        Assert.Equal("render.hook-malformed", NetlifyBench.WhyOf(Assert.IsType<Reply.Refused>(reply)).Code);
        Assert.DoesNotContain("k3yOfTheHook", reply.ToString(), StringComparison.Ordinal);
        Assert.Empty(_render.Requests);
    }

    private Task<Reply> ShowAsync(string generation) => _deploys.ShowAsync(new GenerationId(generation), CancellationToken.None);

    private RenderDeploys Deploys(string hook) => new(
        new RenderService(RenderDouble.Service) { Api = _render.Api }, new Commits(), new GivenToken(RenderDouble.Token), new ImpatientTime(), new SeededChance(1),
        new RenderHook(new GivenToken(hook)));

    private sealed class Commits : ICommits
    {
        public string? CommitOf(GenerationId generation) => generation.Value.Replace("sha256:", "commit", StringComparison.Ordinal);

        public GenerationId? GenerationOf(string commit) => new(commit.Replace("commit", "sha256:", StringComparison.Ordinal));
    }
}
