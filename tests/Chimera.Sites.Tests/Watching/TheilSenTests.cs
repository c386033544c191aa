using Chimera.Engine.Validation.Simulation;
using Chimera.Sites.Watching;

namespace Chimera.Sites.Tests.Watching;

public sealed class TheilSenTests
{
    [Fact]
    public void A_straight_line_has_its_slope_and_no_width()
    {
        var trend = TheilSen.Of(Hourly([.. Enumerable.Range(0, 10).Select(hour => 20 + (3.0 * hour))]))!;

        Assert.Equal((3.0, 3.0, 3.0, 0.99, 10), (Math.Round(trend.PerHour, 9), Math.Round(trend.Low, 9), Math.Round(trend.High, 9), trend.Confidence, trend.Looks));
    }

    [Fact]
    public void The_interval_is_that_of_sens_ranks_computed_by_hand()
    {
        // Values 0..8 and 0 again: 45 slopes, of which 36 are 1 (among the first nine), and -8, -7/2, -2, -5/4, -4/5, -1/2, -2/7, -1/8, 0 (to the last).
        // One tie of two: Var(S) = (10*9*25 - 2*1*9) / 18 = 124, C = 2.5758 * 11.1355 = 28.683; ranks floor(8.16) = 8 and ceil(36.84) + 1 = 38.
        var trend = TheilSen.Of(Hourly([0, 1, 2, 3, 4, 5, 6, 7, 8, 0]));

        // The eighth of the sorted slopes is -1/8: zero is inside.
        Assert.Null(trend);
        Assert.Equal(-0.125, new[] { -8, -7 / 2.0, -2, -5 / 4.0, -4 / 5.0, -1 / 2.0, -2 / 7.0, -1 / 8.0, 0 }.Order().ElementAt(7));
    }

    [Fact]
    public void One_slow_look_among_many_is_no_trend_and_hides_none()
    {
        double[] flat = [.. Enumerable.Range(0, 20).Select(hour => 10 + (hour % 3))];
        double[] rising = [.. Enumerable.Range(0, 20).Select(hour => 10 + (2.0 * hour) + (hour % 3))];
        (flat[10], rising[10]) = (5000, 5000);

        Assert.Null(TheilSen.Of(Hourly(flat)));
        Assert.InRange(TheilSen.Of(Hourly(rising))!.PerHour, 1.8, 2.2);
    }

    [Fact]
    public void What_never_changes_is_no_trend() => Assert.Null(TheilSen.Of(Hourly([.. Enumerable.Repeat(0.0, 60)])));

    [Fact]
    public void Nine_looks_are_too_few() => Assert.Null(TheilSen.Of(Hourly([.. Enumerable.Range(0, 9).Select(hour => (double)hour)])));

    [Fact]
    public void Noise_is_taken_for_a_trend_about_once_in_a_hundred()
    {
        SeededChance chance = new(7);

        var false_ = Enumerable.Range(0, 2000).Count(_ => TheilSen.Of(Hourly([.. Enumerable.Range(0, 30).Select(_ => (double)chance.Below(1_000_000))])) is not null);

        // Nominal 20; six standard deviations are 27.
        Assert.InRange(false_, 1, 47);
    }

    [Fact]
    public void A_trend_twice_its_noise_is_found()
    {
        SeededChance chance = new(8);

        var found = Enumerable.Range(0, 200).Count(_ =>
            TheilSen.Of(Hourly([.. Enumerable.Range(0, 60).Select(hour => (10 * hour) + (double)chance.Below(300))]))?.Low > 0);

        Assert.Equal(200, found);
    }

    [Fact]
    public void Percentiles_are_times_that_were_measured()
    {
        Assert.Equal(new ResponseTimes(Milliseconds(10), Milliseconds(19)), ResponseTimes.Of(Enumerable.Range(1, 20).Reverse().Select(Milliseconds)));
        Assert.Equal(new ResponseTimes(Milliseconds(4), Milliseconds(4)), ResponseTimes.Of([Milliseconds(4)]));
        Assert.Null(ResponseTimes.Of([]));
    }

    [Fact]
    public void A_series_forgets_what_is_sixty_looks_ago()
    {
        LookSeries series = new();
        for (var look = 0; look < 200; look++)
        {
            // Rises for a hundred looks, then stands.
            series.Add(TimeSpan.FromMinutes(look), new ResponseTimes(Milliseconds(Math.Min(look, 100)), Milliseconds(500)), 0);
            Assert.True(look is > 100 and < 160 || (look is >= 9 and < 160) == (series.Latency is { PerHour: > 0 }), $"look {look}: {series.Latency}");
            Assert.Null(series.Errors);
        }
    }

    private static TimeSpan Milliseconds(int count) => TimeSpan.FromMilliseconds(count);

    private static List<(TimeSpan At, double Value)> Hourly(double[] values) => [.. values.Select((value, hour) => (TimeSpan.FromHours(hour), value))];
}
