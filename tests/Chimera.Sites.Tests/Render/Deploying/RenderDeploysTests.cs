using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Validation.Simulation;
using Chimera.Sites.Publishing;
using Chimera.Sites.Publishing.Http;
using Chimera.Sites.Render.Deploying;
using Chimera.Sites.Tests.Netlify.Deploying;
using Chimera.Sites.Tests.Publishing;

namespace Chimera.Sites.Tests.Render.Deploying;

public sealed class RenderDeploysTests : IDisposable
{
    private static readonly GenerationId First = new("sha256:1");
    private static readonly GenerationId Second = new("sha256:2");

    private readonly RenderDouble _render = new();
    private readonly ImpatientTime _time = new();
    private readonly RenderDeploys _deploys;

    public RenderDeploysTests() => _deploys = Deploys();

    public void Dispose()
    {
        _deploys.Dispose();
        _render.Dispose();
    }

    [Fact]
    public async Task A_release_is_live_when_Render_has_built_its_commit()
    {
        Assert.IsType<Reply.Done>(await ShowAsync(First));

        Assert.Equal("commit1", _render.Live);
        var seen = Assert.IsType<DeploysLook.Seen>(await _deploys.LookAsync(CancellationToken.None));
        Assert.Equal(First, seen.Live!.Generation);
        Assert.Equal(new Uri("https://example.onrender.com"), seen.Address);
    }

    [Fact]
    public async Task Going_back_builds_nothing()
    {
        Assert.IsType<Reply.Done>(await ShowAsync(First));
        Assert.IsType<Reply.Done>(await ShowAsync(Second));

        Assert.IsType<Reply.Done>(await ShowAsync(First));

        Assert.Equal("commit1", _render.Live);
        Assert.Equal(["commit1", "commit2"], _render.Built);
    }

    [Fact]
    public async Task What_is_live_is_not_deployed_again()
    {
        Assert.IsType<Reply.Done>(await ShowAsync(First));

        Assert.IsType<Reply.Done>(await ShowAsync(First));

        Assert.Single(_render.Deploys);
    }

    [Fact]
    public async Task Staging_changes_nothing()
    {
        Assert.IsType<Reply.Done>(await _deploys.StageAsync(TestReleases.Of(TestReleases.Pages(1)) with { Generation = First }, new Progress<string>(), CancellationToken.None));

        Assert.Empty(_render.Deploys);
    }

    [Theory]
    [InlineData("build_failed")]
    [InlineData("update_failed")]
    [InlineData("pre_deploy_failed")]
    [InlineData("canceled")]
    public async Task A_deploy_that_fails_leaves_what_was_live(string status)
    {
        Assert.IsType<Reply.Done>(await ShowAsync(First));
        _render.EndsAs = status;

        var why = NetlifyBench.WhyOf(Assert.IsType<Reply.Refused>(await ShowAsync(Second)));

        Assert.Equal("render.deploy-failed", why.Code);
        Assert.Contains(status, why.Message, StringComparison.Ordinal);
        Assert.Equal("commit1", _render.Live);
        Assert.IsType<Reply.Done>(await ShowAsync(First));
        Assert.Equal(2, _render.Deploys.Count);
    }

    [Theory]
    [InlineData(Fault.SlowDown)]
    [InlineData(Fault.Error500)]
    [InlineData(Fault.CutBefore)]
    [InlineData(Fault.CutAnswer)]
    [InlineData(Fault.HalfJson)]
    [InlineData(Fault.Echo)]
    internal async Task Whatever_fails_once_the_old_release_is_live_or_the_new_one(Fault fault)
    {
        for (var at = 0; ; at++)
        {
            using RenderDouble render = new();
            using var deploys = Deploys(render);
            Assert.IsType<Reply.Done>(await deploys.ShowAsync(First, CancellationToken.None));
            var first = render.Requests.Count;
            render.Faults = (number, _) => number == first + at ? fault : Fault.None;

            var reply = await deploys.ShowAsync(Second, CancellationToken.None);

            var isMet = render.Requests.Count > first + at;
            render.Faults = (_, _) => Fault.None;
            Assert.DoesNotContain(RenderDouble.Token, reply.ToString(), StringComparison.Ordinal);
            Assert.Contains(render.Live, new[] { "commit1", "commit2" });
            Assert.True(reply is Reply.Done || fault == Fault.Echo, $"{fault} at {at}: {reply}");
            Assert.IsType<Reply.Done>(await deploys.ShowAsync(Second, CancellationToken.None));
            Assert.Equal("commit2", render.Live);
            Assert.Equal(2, render.Built.Count);
            if (!isMet)
            {
                Assert.True(at >= 6, $"only {at} requests were met");
                return;
            }
        }
    }

    [Fact]
    public async Task Deploys_are_found_on_every_page()
    {
        _render.MostPerPage = 2;
        Assert.IsType<Reply.Done>(await ShowAsync(First));
        for (var other = 0; other < 3; other++)
        {
            _render.Deploys.Insert(0, ($"dep-other{other}", "deactivated", "elsewhere"));
        }

        var seen = Assert.IsType<DeploysLook.Seen>(await _deploys.LookAsync(CancellationToken.None));

        Assert.Equal(First, seen.Live!.Generation);
        Assert.Equal(4, seen.Available.Length);
    }

    [Fact]
    public async Task What_cannot_be_done_is_said_with_its_cause()
    {
        Assert.Equal("render.commit-unknown", NetlifyBench.WhyOf(Assert.IsType<Reply.Refused>(await ShowAsync(new GenerationId("sha256:3")))).Code);
        Assert.Empty(_render.Requests);
        using var elsewhere = Deploys(service: "srv-none");
        Assert.Equal("render.service-not-found", NetlifyBench.WhyOf(Assert.IsType<Reply.Refused>(await elsewhere.ShowAsync(First, CancellationToken.None))).Code);
        using var stranger = Deploys(token: "rnd_wrong0123456789");
        Assert.Equal("render.token-refused", NetlifyBench.WhyOf(Assert.IsType<Reply.Refused>(await stranger.ShowAsync(First, CancellationToken.None))).Code);
    }

    [Fact]
    public async Task Who_says_slow_down_is_obeyed()
    {
        var before = _time.GetUtcNow();
        _render.Faults = (number, _) => number == 0 ? Fault.SlowDown : Fault.None;

        await _deploys.LookAsync(CancellationToken.None);

        Assert.InRange((_time.GetUtcNow() - before).TotalSeconds, 9, 13);
    }

    [Fact]
    public async Task A_service_that_never_answers_is_told_to_be_out_of_reach()
    {
        _render.Faults = (_, _) => Fault.Error500;

        Assert.Equal("render.unreachable", NetlifyBench.WhyOf(Assert.IsType<Reply.Unreachable>(await ShowAsync(First))).Code);
    }

    private Task<Reply> ShowAsync(GenerationId generation) => _deploys.ShowAsync(generation, CancellationToken.None);

    private RenderDeploys Deploys(RenderDouble? render = null, string service = RenderDouble.Service, string token = RenderDouble.Token) =>
        new(new RenderService(service) { Api = (render ?? _render).Api }, new Commits(), new GivenToken(token), _time, new SeededChance(1));

    private sealed class Commits : ICommits
    {
        public string? CommitOf(GenerationId generation) => generation == First ? "commit1" : generation == Second ? "commit2" : null;

        public GenerationId? GenerationOf(string commit) => commit == "commit1" ? First : commit == "commit2" ? Second : null;
    }
}
