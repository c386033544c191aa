using System.Text;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Sites.Tests.Netlify.Deploying;
using Chimera.Sites.Tests.Publishing.Rollouts;

namespace Chimera.Sites.Tests.Netlify.Variables;

/// <summary>Variables at Netlify as a target: declared, set, seen when somebody else changes them, put back; and no secret anywhere but there.</summary>
[Collection(nameof(CloudRolloutTests))]
public sealed class NetlifyVariablesTests : IDisposable
{
    private readonly VariablesStage _stage = new();

    private NetlifyVariablesStore Store => _stage.Netlify.Store.Variables;

    public void Dispose() => _stage.Dispose();

    [Fact]
    public async Task What_is_declared_is_set_and_nothing_else_is_touched()
    {
        Store.SetByHand("THEIRS", "as it was");
        Store.SetByHand("OURS", "before", context: "production");
        _stage.Declared = [VariablesStage.Hidden("KEY"), VariablesStage.Open("NEW", "new", "branch:next", "production"), VariablesStage.Open("OURS", "after")];

        Assert.IsType<Outcome.Committed>(await _stage.DeployAsync("r1"));

        Assert.Equal(("as it was", "after"), (Store.ValueOf("THEIRS"), Store.ValueOf("OURS")));
        Assert.Equal(("new", "new"), (Store.ValueOf("NEW", "production"), Store.ValueOf("NEW", "branch")));
        Assert.Equal(Environment.GetEnvironmentVariable(VariablesStage.Secret), Store.ValueOf("KEY", "production"));
        Assert.True(Store.All["KEY"]["is_secret"]!.GetValue<bool>());
        Assert.IsType<Outcome.Unchanged>(await _stage.DeployAsync("r2"));
    }

    [Fact]
    public async Task A_plan_says_what_changes_and_no_secret()
    {
        Store.SetByHand("KEY", "was open, and perhaps a secret");
        Store.SetByHand("OURS", "before");
        _stage.Declared = [VariablesStage.Hidden("KEY", "2"), VariablesStage.Open("OURS", "after")];

        var changes = (await _stage.PlanAsync()).Steps[0].Difference.Changes;

        Assert.Equal(
            ["KEY: a value that is not shown, in all > a secret, version 2, in branch-deploy, deploy-preview, production", "OURS: 'before' in all > 'after' in all"],
            changes.Select(change => $"{change.Subject}: {change.Before} > {change.After}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_secret_is_in_no_note_no_event_and_no_refusal()
    {
        _stage.Declared = [VariablesStage.Hidden("KEY"), VariablesStage.Open("OURS", "after")];
        Store.Refuses = name => name == "KEY" ? "cannot take {value} for that" : null;

        var refused = Assert.IsType<Outcome.Refused>(await _stage.DeployAsync("r1"));
        Assert.Contains("cannot take (token) for that", refused.Why.Message, StringComparison.Ordinal);
        Assert.Null(Store.ValueOf("OURS"));
        Store.Refuses = _ => null;
        Assert.IsType<Outcome.Committed>(await _stage.DeployAsync("r2"));

        var secret = Environment.GetEnvironmentVariable(VariablesStage.Secret)!;
        Assert.All(
            _stage.Journal.Events.Select(one => one.Data.ToJsonString()).Concat(_stage.Notes.Names.Select(name => Encoding.UTF8.GetString(_stage.Notes.Read(name)!))),
            text => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_somebody_else_changes_is_seen_and_put_back_also_when_it_is_a_secret()
    {
        _stage.Declared = [VariablesStage.Hidden("KEY"), VariablesStage.Open("OURS", "ours")];
        await _stage.DeployAsync("r1");
        Assert.True((await _stage.PlanAsync()).AtRest);

        Store.SetByHand("OURS", "theirs");
        Assert.Single((await _stage.PlanAsync()).Steps[0].Difference.Changes);
        Store.SetByHand("KEY", "theirs", isSecret: true, "production");
        Assert.Equal(2, (await _stage.PlanAsync()).Steps[0].Difference.Changes.Length);

        Assert.IsType<Outcome.Committed>(await _stage.DeployAsync("r2"));
        Assert.Equal("ours", Store.ValueOf("OURS"));
        Assert.Equal(Environment.GetEnvironmentVariable(VariablesStage.Secret), Store.ValueOf("KEY", "production"));
    }

    [Fact]
    public async Task A_secret_is_sent_again_when_its_version_is_another_one()
    {
        _stage.Declared = [VariablesStage.Hidden("KEY")];
        await _stage.DeployAsync("r1");
        Environment.SetEnvironmentVariable(VariablesStage.Secret, "another-0123456789");
        Assert.IsType<Outcome.Unchanged>(await _stage.DeployAsync("r2"));

        _stage.Declared = [VariablesStage.Hidden("KEY", "2")];
        Assert.IsType<Outcome.Committed>(await _stage.DeployAsync("r3"));

        Assert.Equal("another-0123456789", Store.ValueOf("KEY", "production"));
    }

    [Fact]
    public async Task Without_its_secret_nothing_is_changed()
    {
        Environment.SetEnvironmentVariable(VariablesStage.Secret, null);
        _stage.Declared = [VariablesStage.Hidden("KEY"), VariablesStage.Open("OURS", "ours")];

        Assert.Equal("token.missing", Assert.IsType<Outcome.Refused>(await _stage.DeployAsync("r1")).Why.Code);

        Assert.Empty(Store.All);
    }

    [Fact]
    public async Task A_secret_that_is_not_sent_is_not_read()
    {
        _stage.Declared = [VariablesStage.Hidden("KEY"), VariablesStage.Open("OURS", "ours")];
        await _stage.DeployAsync("r1");
        Environment.SetEnvironmentVariable(VariablesStage.Secret, null);
        _stage.Declared = [VariablesStage.Hidden("KEY"), VariablesStage.Open("OURS", "new")];

        Assert.IsType<Outcome.Committed>(await _stage.DeployAsync("r2"));

        Assert.Equal("new", Store.ValueOf("OURS"));
    }

    [Fact]
    public async Task What_was_before_is_gone_back_to()
    {
        Store.SetByHand("OURS", "before");
        _stage.Declared = [VariablesStage.Open("NEW", "new"), VariablesStage.Open("OURS", "after")];
        using var realm = _stage.Controller();
        var plan = await _stage.PlanAsync(realm);
        await _stage.RunAsync(realm, plan, "r1");
        var (back, to) = (plan.Steps[0], plan.Steps[0].From!.Value);

        var outcome = await _stage.RunAsync(
            realm, plan with { Intent = PlanIntent.Rollback, Truth = "world:1", Steps = [back with { From = back.To, Live = back.To, To = to }] }, "r2");

        Assert.IsType<Outcome.Committed>(outcome);
        Assert.Equal("before", Store.ValueOf("OURS"));
        Assert.Null(Store.ValueOf("NEW"));
    }

    [Theory]
    [InlineData(nameof(Fault.SlowDown))]
    [InlineData(nameof(Fault.Error500))]
    [InlineData(nameof(Fault.CutBefore))]
    [InlineData(nameof(Fault.CutAnswer))]
    public async Task A_controller_that_meets_a_fault_or_is_killed_at_any_request_ends_with_the_old_ones_or_the_new_ones(string fault)
    {
        _stage.Declared = [VariablesStage.Open("A", "0"), VariablesStage.Open("B", "0"), VariablesStage.Hidden("KEY", "0")];
        var before = _stage.Netlify.Requests.Count;
        await _stage.DeployAsync("r0");
        var requests = _stage.Netlify.Requests.Count - before;
        for (var at = 1; at <= requests; at++)
        {
            _stage.Declared = [VariablesStage.Open("A", $"{at}"), VariablesStage.Open("B", $"{at}"), VariablesStage.Hidden("KEY", $"{at}")];
            Store.All.Remove(at % 2 == 0 ? "B" : "none");
            var plan = await _stage.PlanAsync();
            var (from, struck) = (_stage.Netlify.Requests.Count, at);
            TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
            var isKilled = fault is nameof(Fault.CutAnswer) or nameof(Fault.CutBefore) && at % 3 == 0;
            _stage.Netlify.Faults = (number, _) =>
            {
                if (number < from + struck - 1)
                {
                    return Fault.None;
                }

                reached.TrySetResult();
                return number == from + struck - 1 ? Enum.Parse<Fault>(fault) : isKilled ? Fault.CutBefore : Fault.None;
            };
            if (isKilled)
            {
                await _stage.RunUntilKilledAsync($"r{at}", plan, reached.Task);
                _stage.Netlify.Faults = (_, _) => Fault.None;
            }

            Outcome outcome;
            using (var realm = _stage.Controller())
            {
                outcome = await _stage.RunAsync(realm, plan, $"r{at}");
            }

            _stage.Netlify.Faults = (_, _) => Fault.None;
            Assert.True(outcome is Outcome.Committed or Outcome.Unchanged, $"{fault} at {at}{(isKilled ? ", killed" : "")}: {outcome}");
            Assert.Equal(($"{at}", $"{at}"), (Store.ValueOf("A"), Store.ValueOf("B")));
            Assert.True((await _stage.PlanAsync()).AtRest);
        }
    }
}
