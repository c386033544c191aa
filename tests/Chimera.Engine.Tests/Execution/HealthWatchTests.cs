using Chimera.Engine.Execution;
using Chimera.Engine.Validation;

namespace Chimera.Engine.Tests.Execution;

public sealed class HealthWatchTests
{
    private static readonly TimeSpan Start = TimeSpan.FromHours(1);
    private static readonly Finding Sick = Finding.Error("check.failed", "the check failed");

    private readonly HealthWatch _watch = new(
        RolloutPolicy.Default with { MinHealthyTime = TimeSpan.FromSeconds(10), HealthyDeadline = TimeSpan.FromSeconds(60) }, Start);

    [Fact]
    public void Healthy_for_long_enough_is_healthy()
    {
        Assert.IsType<HealthWatch.Verdict.Waiting>(Pass(new Health.Healthy(), 5));
        Assert.IsType<HealthWatch.Verdict.Waiting>(Pass(new Health.Healthy(), 14.9));
        Assert.IsType<HealthWatch.Verdict.Healthy>(Pass(new Health.Healthy(), 15));
    }

    [Fact]
    public void A_failure_in_between_starts_the_healthy_time_anew()
    {
        Pass(new Health.Healthy(), 1);
        Pass(new Health.Unhealthy(Sick), 6);
        Pass(new Health.Healthy(), 8);

        Assert.IsType<HealthWatch.Verdict.Waiting>(Pass(new Health.Healthy(), 17.9));
        Assert.IsType<HealthWatch.Verdict.Healthy>(Pass(new Health.Healthy(), 18));
    }

    [Fact]
    public void Not_healthy_by_the_deadline_is_unhealthy_with_the_last_failure()
    {
        Assert.IsType<HealthWatch.Verdict.Waiting>(Pass(new Health.Unhealthy(Sick), 59.9));

        var verdict = Assert.IsType<HealthWatch.Verdict.Unhealthy>(Pass(new Health.Unhealthy(Sick), 60));
        Assert.Equal(Sick, verdict.Why);
    }

    [Fact]
    public void Healthy_too_late_to_prove_it_is_not_healthy_in_time()
    {
        Pass(new Health.Healthy(), 55);

        var verdict = Assert.IsType<HealthWatch.Verdict.Unhealthy>(Pass(new Health.Healthy(), 61));
        Assert.Equal("rollout.not-healthy-in-time", verdict.Why.Code);
    }

    [Fact]
    public void A_target_that_went_back_is_gone_at_once() =>
        Assert.IsType<HealthWatch.Verdict.Gone>(Pass(new Health.Gone(Sick), 1));

    [Fact]
    public void What_is_wrong_for_good_is_not_waited_for()
    {
        Pass(new Health.Healthy(), 1);

        var verdict = Assert.IsType<HealthWatch.Verdict.Wrong>(Pass(new Health.Wrong(Sick), 2));
        Assert.Equal(Sick, verdict.Why);
    }

    [Theory]
    [InlineData(0, 50)]
    [InlineData(2, 500)]
    [InlineData(600, 5000)]
    public void The_pause_follows_the_healthy_time_within_bounds(int healthySeconds, int milliseconds)
    {
        HealthWatch watch = new(RolloutPolicy.Default with { MinHealthyTime = TimeSpan.FromSeconds(healthySeconds) }, Start);

        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), watch.Pause);
    }

    private HealthWatch.Verdict Pass(Health health, double at) =>
        _watch.Take(health, Start + TimeSpan.FromSeconds(at), Start + TimeSpan.FromSeconds(at));
}
