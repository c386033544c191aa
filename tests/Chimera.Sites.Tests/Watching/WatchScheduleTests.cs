using Chimera.Engine;
using Chimera.Engine.Validation.Simulation;
using Chimera.Sites.Watching;

namespace Chimera.Sites.Tests.Watching;

public sealed class WatchScheduleTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void As_long_as_all_is_right_one_look_begins_each_interval()
    {
        WatchSchedule schedule = new(Minute, new Least());

        Assert.Equal(Seconds(58), schedule.After(LookState.Right, Seconds(2)));

        // A look that takes longer than the interval is not followed by another at once.
        Assert.Equal(Seconds(1), schedule.After(LookState.Right, Seconds(90)));
    }

    [Fact]
    public void A_first_failure_is_looked_at_again_within_seconds()
    {
        SeededChance chance = new(1);

        Assert.All(Enumerable.Range(0, 200), _ =>
            Assert.InRange(new WatchSchedule(Minute, chance).After(LookState.Suspect, Seconds(2)), Seconds(2.5), Seconds(5)));
        Assert.Equal(Seconds(1), new WatchSchedule(Seconds(2), new Least()).After(LookState.Suspect, TimeSpan.Zero));
    }

    [Fact]
    public void A_site_that_keeps_failing_is_asked_less_and_less_up_to_a_quarter_of_an_hour()
    {
        WatchSchedule least = new(Minute, new Least());
        WatchSchedule most = new(Minute, new Most());

        double[] minutes = [2, 4, 8, 15, 15, 15];
        Assert.All(minutes, expected =>
        {
            Assert.Equal(TimeSpan.FromMinutes(expected / 2), least.After(LookState.Failing, TimeSpan.Zero));
            Assert.Equal(TimeSpan.FromMinutes(expected).TotalSeconds, most.After(LookState.Failing, TimeSpan.Zero).TotalSeconds, 3);
        });
        for (var look = 0; look < 5000; look++)
        {
            Assert.Equal(TimeSpan.FromMinutes(7.5), least.After(LookState.Failing, TimeSpan.Zero));
        }
    }

    [Fact]
    public void After_a_recovery_it_begins_anew()
    {
        WatchSchedule schedule = new(Minute, new Least());
        for (var look = 0; look < 5; look++)
        {
            schedule.After(LookState.Failing, TimeSpan.Zero);
        }

        Assert.Equal(Minute, schedule.After(LookState.Right, TimeSpan.Zero));
        Assert.Equal(Minute, schedule.After(LookState.Failing, TimeSpan.Zero));
    }

    [Fact]
    public void Whoever_looks_less_often_than_each_quarter_of_an_hour_does_not_look_more_often_when_it_fails()
    {
        WatchSchedule schedule = new(TimeSpan.FromHours(2), new Most());

        Assert.Equal(2, schedule.After(LookState.Failing, TimeSpan.Zero).TotalHours, 6);
        Assert.Equal(2, schedule.After(LookState.Failing, TimeSpan.Zero).TotalHours, 6);
    }

    private static TimeSpan Seconds(double count) => TimeSpan.FromSeconds(count);

    private sealed class Least : IChance
    {
        public ulong Next() => 0;
    }

    private sealed class Most : IChance
    {
        public ulong Next() => ulong.MaxValue;
    }
}
