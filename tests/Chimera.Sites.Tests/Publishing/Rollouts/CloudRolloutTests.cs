using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Record;
using Chimera.Engine.Validation;
using Chimera.Sites.Publishing;
using Chimera.Sites.Tests.Netlify.Deploying;

namespace Chimera.Sites.Tests.Publishing.Rollouts;

/// <summary>Whole rollouts of a site to a platform with an API: planned, staged, shown, verified, kept or taken back, and taken up again after a crash.</summary>
[Collection(nameof(CloudRolloutTests))]
public sealed class CloudRolloutTests : IDisposable
{
    private readonly NetlifyStage _stage = new();

    [Fact]
    public async Task A_release_is_staged_shown_verified_and_kept()
    {
        var one = _stage.Write("one");

        Assert.IsType<Outcome.Committed>(await _stage.DeployAsync("r1"));
        Assert.Equal(one, _stage.Live);
        Assert.IsType<Outcome.Unchanged>(await _stage.DeployAsync("r2"));

        var two = _stage.Write("two");
        Assert.IsType<Outcome.Committed>(await _stage.DeployAsync("r3"));
        Assert.Equal(two, _stage.Live);
        Assert.Equal(
            [EventTypes.DeployInitiated, EventTypes.DeployStart, EventTypes.DeployComplete, EventTypes.DeployInitiated, EventTypes.DeployStart, EventTypes.DeployComplete],
            _stage.Journal.Events.Where(one => one.Stream == _stage.Target.Id.ToString()).Select(one => one.Type));
    }

    [Fact]
    public async Task Nothing_is_asked_twice_with_nothing_in_between()
    {
        _stage.Policy = _stage.Policy with { MinHealthyTime = TimeSpan.Zero };
        _stage.Netlify.Store.PublishedAfter = 0;
        await _stage.DeployAsync("r1");
        var two = _stage.Write("two");
        _stage.Netlify.Requests.Clear();

        Assert.IsType<Outcome.Committed>(await _stage.DeployAsync("r2"));

        Assert.Equal(two, _stage.Live);
        // Planned from; before it is shown; before it is kept.
        Assert.Equal(3, _stage.Netlify.Count(NetlifyBench.Site));
        Assert.Equal(0, _stage.Netlify.Count(NetlifyBench.List));
        Assert.Equal(1, _stage.Netlify.Count(NetlifyBench.Restore));
    }

    [Fact]
    public async Task What_somebody_else_publishes_after_the_plan_is_found_before_anything_is_shown()
    {
        _stage.Write("one");
        await _stage.DeployAsync("r1");
        _stage.Write("two");
        using var realm = _stage.Controller();
        var plan = await _stage.PlanAsync(realm);
        _stage.Netlify.Store.PublishByHand("theirs");

        var outcome = Assert.IsType<Outcome.Refused>(await _stage.RunAsync(realm, plan, "r2"));

        Assert.Equal("sites.replaced", outcome.Why.Code);
        Assert.Equal("theirs", _stage.Netlify.Published);
    }

    [Fact]
    public async Task A_release_that_does_not_answer_as_foreseen_is_taken_back()
    {
        var one = _stage.Write("one");
        await _stage.DeployAsync("r1");
        _stage.Write("two");
        _stage.IsBroken = true;

        var outcome = Assert.IsType<Outcome.Reverted>(await _stage.DeployAsync("r2"));

        Assert.Equal("live.differs", outcome.Why.Code);
        Assert.Equal(one, _stage.Live);
        Assert.Contains(_stage.Journal.Events, one => one.Type == EventTypes.RollbackTriggered);
    }

    [Fact]
    public async Task A_first_release_that_does_not_answer_as_foreseen_as_a_draft_is_refused_and_nobody_sees_it()
    {
        _stage.Write("one");
        _stage.IsDraftBroken = true;

        var outcome = Assert.IsType<Outcome.Refused>(await _stage.DeployAsync("r1"));

        Assert.Equal("sites.draft-differs", outcome.Why.Code);
        Assert.Null(_stage.Netlify.Published);
        Assert.Empty(_stage.Netlify.History);
        Assert.DoesNotContain(_stage.Journal.Events, one => one.Type == EventTypes.GenerationQuarantined);
        _stage.IsDraftBroken = false;
        Assert.IsType<Outcome.Committed>(await _stage.DeployAsync("r2"));
        Assert.Single(_stage.Netlify.Deploys);
    }

    [Fact]
    public async Task Only_a_first_release_is_asked_before_it_is_shown()
    {
        await _stage.DeployAsync("r1");
        _stage.IsDraftBroken = true;
        var two = _stage.Write("two");

        Assert.IsType<Outcome.Committed>(await _stage.DeployAsync("r2"));

        Assert.Equal(two, _stage.Live);
    }

    [Fact]
    public async Task A_draft_is_shown_to_nobody_and_the_next_deploy_shows_it_and_sends_nothing()
    {
        var one = _stage.Write("one");
        await _stage.DeployAsync("r1");
        var two = _stage.Write("two");

        var ready = Assert.IsType<DraftOutcome.Ready>(await DraftAsync());

        Assert.Equal(one, _stage.Live);
        Assert.Equal(_stage.Netlify.Deploys[0].Id, ready.Id);
        Assert.Equal(new Uri(_stage.Netlify.Store.PermalinkOf(_stage.Netlify.Deploys[0])), ready.Address);
        Assert.True(ready.Asked > 0);
        var drafted = _stage.Journal.Events[^1];
        Assert.Equal((EventTypes.DeployDrafted, two.Value), (drafted.Type, drafted.Data["generation"]!.GetValue<string>()));
        _stage.Netlify.Requests.Clear();
        Assert.IsType<Outcome.Committed>(await _stage.DeployAsync("r2"));
        Assert.Equal(two, _stage.Live);
        Assert.Equal(ready.Id, _stage.Netlify.Published);
        Assert.Equal(0, _stage.Netlify.Count(NetlifyBench.Put) + _stage.Netlify.Count(NetlifyBench.Post));
    }

    [Fact]
    public async Task A_draft_that_does_not_answer_as_foreseen_is_told_with_its_address()
    {
        await _stage.DeployAsync("r1");
        _stage.Write("two");
        _stage.IsDraftBroken = true;

        var failed = Assert.IsType<DraftOutcome.Failed>(await DraftAsync());

        Assert.Equal("sites.draft-differs", failed.Why.Code);
        Assert.NotNull(failed.Address);
    }

    [Fact]
    public async Task What_is_not_certified_is_no_draft()
    {
        using var realm = _stage.Controller();
        var plan = await _stage.PlanAsync(realm);
        _stage.Approvals.Objection = Finding.Error("certificate.missing", "nobody certified it");

        var failed = Assert.IsType<DraftOutcome.Failed>(await realm.DraftAsync(plan.Steps[0], new Progress<string>(), CancellationToken.None));

        Assert.Equal("certificate.missing", failed.Why.Code);
        Assert.Empty(_stage.Netlify.Deploys);
    }

    [Fact]
    public async Task What_somebody_else_published_is_gone_back_to()
    {
        _stage.Netlify.Store.PublishByHand("theirs");
        _stage.IsBroken = true;

        Assert.IsType<Outcome.Reverted>(await _stage.DeployAsync("r1"));

        Assert.Equal("theirs", _stage.Netlify.Published);
    }

    [Fact]
    public async Task What_is_not_certified_is_not_even_staged()
    {
        using var realm = _stage.Controller();
        var plan = await _stage.PlanAsync(realm);
        _stage.Approvals.Objection = Finding.Error("certificate.missing", "nobody certified it");

        var outcome = Assert.IsType<Outcome.Refused>(await _stage.RunAsync(realm, plan));

        Assert.Equal("certificate.missing", outcome.Why.Code);
        Assert.DoesNotContain(_stage.Netlify.Requests, request => !request.StartsWith("GET", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_changed_since_it_was_planned_is_refused()
    {
        using var realm = _stage.Controller();
        var plan = await _stage.PlanAsync(realm);
        _stage.Write("something else");

        var outcome = Assert.IsType<Outcome.Refused>(await _stage.RunAsync(realm, plan));

        Assert.Equal("sites.changed", outcome.Why.Code);
    }

    [Fact]
    public async Task A_controller_that_is_killed_at_any_request_leaves_the_old_release_or_the_new_and_the_next_one_finishes()
    {
        await _stage.DeployAsync("r0");
        var requests = await RequestsOfADeployAsync();

        for (var at = 0; at < requests; at++)
        {
            var old = _stage.Live;
            var wanted = _stage.Write($"release {at}");
            var rollout = $"r{at + 1}";
            Plan plan;
            using (var planner = _stage.Controller())
            {
                plan = await _stage.PlanAsync(planner);
            }

            var from = _stage.Netlify.Requests.Count;
            TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
            var killed = at;
            _stage.Netlify.Faults = (number, _) =>
            {
                if (number < from + killed)
                {
                    return Fault.None;
                }

                // Every other time the request has its effect, and only the answer is lost with the controller.
                reached.TrySetResult();
                return number > from + killed || killed % 2 == 0 ? Fault.CutBefore : Fault.CutAnswer;
            };
            await _stage.RunUntilKilledAsync(rollout, plan, reached.Task);
            Assert.True(_stage.Live == old || _stage.Live == wanted, $"killed at request {at}, visitors get neither release");

            _stage.Netlify.Faults = (_, _) => Fault.None;
            var outcome = await _stage.FinishAsync(rollout, plan);

            Assert.True(outcome is Outcome.Committed or Outcome.Unchanged, $"killed at request {at}: {outcome}");
            Assert.Equal(wanted, _stage.Live);
        }
    }

    [Theory]
    [InlineData(nameof(Fault.SlowDown))]
    [InlineData(nameof(Fault.Error500))]
    [InlineData(nameof(Fault.CutBefore))]
    [InlineData(nameof(Fault.CutAnswer))]
    [InlineData(nameof(Fault.HalfJson))]
    [InlineData(nameof(Fault.CutAnswer), 0)]
    [InlineData(nameof(Fault.HalfJson), 0)]
    public async Task A_fault_at_any_request_ends_in_the_old_release_or_the_new(string fault, int publishedAfter = 2)
    {
        _stage.Netlify.Store.PublishedAfter = publishedAfter;
        await _stage.DeployAsync("r0");
        var requests = await RequestsOfADeployAsync();
        for (var at = 0; at < requests; at += 3)
        {
            var old = _stage.Live;
            var wanted = _stage.Write($"{fault} {at}");
            var from = _stage.Netlify.Requests.Count;
            var struck = at;
            _stage.Netlify.Faults = (number, _) => number == from + struck ? Enum.Parse<Fault>(fault) : Fault.None;

            var outcome = await _stage.DeployAsync($"{fault.ToLowerInvariant()}-{at}");

            Assert.Equal(outcome.Arrived ? wanted : old, _stage.Live);
        }
    }

    public void Dispose() => _stage.Dispose();

    private async Task<DraftOutcome> DraftAsync()
    {
        using var realm = _stage.Controller();
        var plan = await _stage.PlanAsync(realm);
        return await realm.DraftAsync(plan.Steps[0], new Progress<string>(), CancellationToken.None);
    }

    private async Task<int> RequestsOfADeployAsync()
    {
        _stage.Write("counted");
        var before = _stage.Netlify.Requests.Count;
        await _stage.DeployAsync("counted");
        return _stage.Netlify.Requests.Count - before;
    }
}
