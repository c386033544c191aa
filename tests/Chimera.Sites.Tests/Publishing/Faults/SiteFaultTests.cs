using Chimera.Engine.Execution;
using Chimera.Sites.Tests.Publishing.Rollouts;
using Chimera.Tests.Common;

namespace Chimera.Sites.Tests.Publishing.Faults;

/// <summary>Every trouble, in every state of a site's rollout, on every platform with an API; the page about it is written from this.</summary>
[Collection(nameof(CloudRolloutTests))]
public sealed class SiteFaultTests
{
    // How many times as many places as the page tells of.
    private static readonly int Rounds = int.Parse(Environment.GetEnvironmentVariable("CHIMERA_FAULT_ROUNDS") ?? "1");

    private static readonly string? Only = Environment.GetEnvironmentVariable("CHIMERA_FAULT_SITE");

    [Theory]
    [InlineData("netlify", 3, 6)]
    [InlineData("render", 3, 6)]
    [InlineData("hook", 1, 6)]
    [InlineData("pages", 1, 4)]
    [InlineData("git", 1, 6)]
    [InlineData("workflow", 2, 6)]
    public async Task Whatever_goes_wrong_visitors_get_the_old_release_or_the_new_and_the_record_says_which(string platform, int places, int states)
    {
        Assert.SkipUnless(Only is null || Only == platform, $"only {Only} is asked for");
        FaultTable table = new();
        using SiteFaults faults = new(() => Open(platform), table);

        await faults.RunAsync(places * Rounds, states * Rounds);
        await faults.KillAtEventsAsync(isBeforeToo: platform is not ("pages" or "git") || Rounds > 1);

        if (Rounds == 1)
        {
            WrittenPage.Holds("site-faults.md", $"## {faults.Name}", table.Write());
        }
    }

    /// <summary>No platform is known to be made to show nothing.</summary>
    [Theory]
    [InlineData("netlify")]
    [InlineData("render")]
    [InlineData("pages")]
    [InlineData("git")]
    [InlineData("workflow")]
    public async Task A_first_release_that_fails_stays_is_said_to_be_lost_and_the_next_one_takes_its_place(string platform)
    {
        using var site = Open(platform);
        site.Stage.Policy = RolloutPolicy.Default with { Canary = 0, MinHealthyTime = TimeSpan.Zero, HealthyDeadline = TimeSpan.FromMilliseconds(20) };
        List<RolloutPhase> phases = [];
        site.Stage.Watch = new Told(progress => phases.Add(progress.Phase));
        site.Stage.IsBroken = true;
        var first = site.Write();

        var why = Assert.IsType<Outcome.Lost>(await site.Stage.DeployAsync("r1")).Why;

        // At once: nobody looks for a way back for as long as a trial may take.
        Assert.Equal("sites.nothing-before", why.Code);
        Assert.Contains("does not send the bytes of", why.Message, StringComparison.Ordinal);
        Assert.Equal([RolloutPhase.Reverting, RolloutPhase.Ended], phases[^2..]);

        Assert.Equal(first, site.Whole());
        site.Stage.IsBroken = false;
        site.Stage.Policy = site.Stage.Policy with { HealthyDeadline = TimeSpan.FromMinutes(2) };
        var next = site.Write();
        Assert.IsType<Outcome.Committed>(await site.Stage.DeployAsync("r2"));
        Assert.Equal(next, site.Whole());
    }

    [Fact]
    public async Task A_first_release_that_fails_where_nobody_sees_it_is_refused_and_shown_to_nobody()
    {
        using NetlifyFaultStage stage = new();
        stage.Policy = RolloutPolicy.Default with { Canary = 0, MinHealthyTime = TimeSpan.Zero };
        stage.IsDraftBroken = true;
        stage.Write("a first one");

        Assert.IsType<Outcome.Refused>(await stage.DeployAsync("r1"));

        Assert.Null(stage.Netlify.Published);
        stage.IsDraftBroken = false;
        var next = stage.Write("another");
        Assert.IsType<Outcome.Committed>(await stage.DeployAsync("r2"));
        Assert.Equal(next, stage.Live);
    }

    [Fact]
    public async Task Uploads_that_are_answered_out_of_order_arrive()
    {
        using NetlifyFaultStage stage = new();
        stage.Netlify.OutOfOrder = true;
        var wanted = stage.Write("another");

        Assert.IsType<Outcome.Committed>(await stage.DeployAsync("r1"));

        Assert.Equal(wanted, stage.Live);
    }

    [Fact]
    public void What_goes_wrong_is_told() => WrittenPage.Holds(
        "site-faults.md", "## What goes wrong", string.Concat(TroubleKind.All.Select(kind => $"- *{kind.Name}*: {kind.What}\n")));

    private sealed class Told(Action<TargetProgress> hear) : IProgress<TargetProgress>
    {
        public void Report(TargetProgress value) => hear(value);
    }

    private static FaultySite Open(string platform) => platform switch
    {
        "netlify" => NetlifyFaultStage.Open(),
        "render" => RenderStage.Open(byHook: false),
        "hook" => RenderStage.Open(byHook: true),
        "pages" => PagesStage.Open(withApi: true),
        "workflow" => WorkflowStage.Open(),
        _ => PagesStage.Open(withApi: false),
    };
}
