using Chimera.Engine.Execution;
using Chimera.Engine.Tests.Simulation;
using Chimera.Engine.Validation.Simulation;

namespace Chimera.Engine.Tests.Execution;

public sealed class ResumeTests
{
    private static readonly RolloutPolicy Policy = RolloutPolicy.Default with
    {
        MinHealthyTime = TimeSpan.FromSeconds(2),
        HealthyDeadline = TimeSpan.FromSeconds(15),
    };

    private static readonly TargetFaults Lossy = TargetFaults.None with { LostAfter = 12, LostBefore = 4 };
    private static readonly TargetFaults Sick = TargetFaults.None with { Check = CheckFault.Fails };
    private static readonly TargetFaults Weak = TargetFaults.None with { PowerCut = new PowerCut(Verb.Commit, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(20)) };

    public static TheoryData<string, int> Cases
    {
        get
        {
            TheoryData<string, int> cases = [];
            foreach (var name in (string[])["sound", "sick first", "sick last", "lossy", "weak"])
            {
                cases.Add(name, 1);
                cases.Add(name, 100);
            }

            return cases;
        }
    }

    /// <summary>Exhaustive: a rollout of two targets is killed after each of its turns in turn, and resumed soon or after every window is over.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void Killed_at_any_turn_it_finishes_from_what_the_targets_are(string what, int secondsAway)
    {
        var crashes = 0;
        for (var turn = 1; ; turn++)
        {
            var history = History.Of(Two(what) with { Crashes = [turn], Away = TimeSpan.FromSeconds(secondsAway) });
            if (!history.Result.Reached.ContainsKey("life.Crashed"))
            {
                break;
            }

            crashes++;
        }

        Assert.True(crashes > 40, $"only {crashes} turns");
    }

    /// <summary>Wherever the rollout is cut, its canary remains the canary of the run that takes it up, and the other one of the rest.</summary>
    [Fact]
    public void Taken_up_a_target_goes_in_the_wave_of_the_record()
    {
        var takenUp = 0;
        for (var turn = 20; turn < 60; turn++)
        {
            var history = History.Of(Two("sound") with { Crashes = [turn], Away = TimeSpan.FromSeconds(1) });
            Assert.Equal([Wave.Canary], history.WavesOf("t1"));
            Assert.Equal([Wave.Rest], history.WavesOf("t2"));
            takenUp += history.Count("rollout.resumed");
        }

        Assert.Equal(40, takenUp);
    }

    [Fact]
    public void Killed_again_while_it_resumes_it_still_finishes()
    {
        for (var first = 5; first < 60; first += 5)
        {
            for (var second = 1; second < 30; second++)
            {
                var history = History.Of(Two("sound") with { Crashes = [first, second], Away = TimeSpan.FromSeconds(3) });
                Assert.NotNull(history.Recorded("rollout.ended"));
            }
        }
    }

    [Fact]
    public void Asked_to_stop_it_finishes_what_is_under_way_and_can_be_resumed()
    {
        var history = History.Of(Two("sound") with { StopAt = TimeSpan.FromSeconds(2) });

        Assert.Equal(1, history.Result.Reached["life.Interrupted"]);
        Assert.True(history.Recorded("step.committed", "t1") < history.Recorded("step.not-reached", "t2"));
        Assert.True(history.Recorded("step.not-reached", "t2") < history.Recorded("step.committed", "t2"));
    }

    [Fact]
    public void What_cannot_be_recorded_is_not_done()
    {
        var full = new Span(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5));

        var history = History.Of(Two("sound") with { DiskFull = full, Away = TimeSpan.FromMinutes(1) });

        Assert.True(history.Result.Reached["life.OutOfRecord"] > 0);
        Assert.DoesNotContain(history.Result.Trace, line => line.Contains("Commit", StringComparison.Ordinal) && line.Contains("for first", StringComparison.Ordinal)
            && double.Parse(line[..10], System.Globalization.CultureInfo.InvariantCulture) < full.To.TotalSeconds);
        Assert.Equal(2, history.Count("step.committed"));
    }

    [Fact]
    public void Of_two_rollouts_one_is_refused_on_each_target()
    {
        var history = History.Of(Two("sound") with { Rival = new Rival(TimeSpan.FromSeconds(1), 2) });

        foreach (var target in (string[])["t1", "t2"])
        {
            Assert.Single(history.Result.Trace, line => line.Contains($"  {target} ", StringComparison.Ordinal)
                && line.Contains("Commit old-g1", StringComparison.Ordinal) && !line.EndsWith("settle", StringComparison.Ordinal));
        }
    }

    private static Scenario Two(string what)
    {
        var (first, second) = what switch
        {
            "sick first" => (Sick, TargetFaults.None),
            "sick last" => (TargetFaults.None, Sick),
            "lossy" => (Lossy, Lossy),
            "weak" => (Weak, Weak),
            _ => (TargetFaults.None, TargetFaults.None),
        };
        return Scenario.Of(3, ScenarioTarget.Of("t1", Policy, first), ScenarioTarget.Of("t2", Policy, second));
    }
}
