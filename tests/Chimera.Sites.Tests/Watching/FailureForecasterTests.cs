using Chimera.Engine.Validation.Simulation;
using Chimera.Sites.Watching.Forecasting;

namespace Chimera.Sites.Tests.Watching;

public sealed class FailureForecasterTests
{
    [Fact]
    public void With_little_data_it_says_so_instead_of_a_number()
    {
        FailureForecaster forecaster = new(FailureTally.Nothing);

        Assert.Equal(new FailureForecast.TooLittle(0, 20), forecaster.Observe(failed: false));
        for (var look = 1; look < 20; look++)
        {
            Assert.Equal(new FailureForecast.TooLittle(look, 20), forecaster.Observe(failed: false));
        }

        Assert.IsType<FailureForecast.Said>(forecaster.Observe(failed: false));

        // After a look that failed nothing is known yet.
        Assert.Equal(new FailureForecast.TooLittle(0, 20), forecaster.Observe(failed: true));
    }

    [Fact]
    public void Numbers_are_those_computed_by_hand()
    {
        // 19 followed by a right look and one by a failure: Beta(1.5, 19.5), mean 1.5 / 21.
        FailureForecaster forecaster = new(new FailureTally(19, 1, 0, 0, 0, 0, 0));

        var first = Assert.IsType<FailureForecast.Said>(forecaster.Observe(failed: false));
        Assert.Equal(0.0714286, first.Probability, 6);
        Assert.Equal(20, first.Looks);
        Assert.Equal(new ForecastRecord(0, null, null), first.Past);
        Assert.Equal(0.05, IncompleteBeta.Of(1.5, 19.5, first.Low), 9);
        Assert.Equal(0.95, IncompleteBeta.Of(1.5, 19.5, first.High), 9);

        // Right: (1.5 / 21)^2 = 0.005102; the share of failures so far says the same. Then 20 and 1: 1.5 / 22.
        var second = Assert.IsType<FailureForecast.Said>(forecaster.Observe(failed: false));
        Assert.Equal((1, 0.005102, 0.005102), (second.Past.Forecasts, second.Past.Brier, second.Past.OfBaseRate));
        Assert.Equal(0.0681818, second.Probability, 6);

        // Failed: (1 - 1.5 / 22)^2 = 0.868285; the mean with the first is 0.4366935.
        forecaster.Observe(failed: true);
        Assert.Equal(new FailureTally(1, 1, 0, 0, 2, 873_387, 873_387), forecaster.Tally);
    }

    [Fact]
    public void What_earlier_watches_counted_is_used_and_not_counted_again()
    {
        FailureTally earlier = new(100, 2, 2, 30, 50, 1_000_000, 2_000_000);
        FailureForecaster forecaster = new(earlier);

        var said = Assert.IsType<FailureForecast.Said>(forecaster.Observe(failed: true));

        Assert.Equal(30.5 / 33, said.Probability, 12);
        Assert.Equal(new ForecastRecord(50, 0.02, 0.04), said.Past);
        Assert.Equal(FailureTally.Nothing, forecaster.Tally);
        Assert.Equal(earlier, TallyDocument.Read(TallyDocument.Write(earlier)));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("""{"right_then_right":-1,"right_then_failed":0,"failed_then_right":0,"failed_then_failed":0,"forecasts":0,"squared_error":0,"base_squared_error":0}""")]
    [InlineData("""{"right_then_right":"1","right_then_failed":0,"failed_then_right":0,"failed_then_failed":0,"forecasts":0,"squared_error":0,"base_squared_error":0}""")]
    public void What_is_no_tally_counts_for_nothing(string text) =>
        Assert.Equal(FailureTally.Nothing, TallyDocument.Read(System.Text.Json.Nodes.JsonNode.Parse(text)));

    [Fact]
    public void On_a_simulated_site_it_is_calibrated_and_better_than_the_base_rate()
    {
        // Fails after one look of fifty; a failure lasts three looks on average.
        const int Looks = 6_000;
        SeededChance chance = new(11);
        FailureForecaster forecaster = new(FailureTally.Nothing);
        Dictionary<bool, (double Said, int Failed, int Count)> by = new() { [false] = default, [true] = default };
        var failing = false;
        FailureForecast? forecast = null;
        for (var look = 0; look < Looks; look++)
        {
            var failed = chance.Below(1_000_000) < (failing ? 666_667 : 20_000);
            if (forecast is FailureForecast.Said said)
            {
                var sum = by[failing];
                by[failing] = (sum.Said + said.Probability, sum.Failed + (failed ? 1 : 0), sum.Count + 1);
            }

            failing = failed;
            forecast = forecaster.Observe(failed);
        }

        // What was said is what came, on the whole, after either kind of look.
        Assert.All(by.Values, sum => Assert.InRange(sum.Said / sum.Count, (sum.Failed / (double)sum.Count) - 0.04, (sum.Failed / (double)sum.Count) + 0.04));
        var past = Assert.IsType<FailureForecast.Said>(forecast).Past;
        Assert.True(past.Brier < 0.7 * past.OfBaseRate, $"{past}");
    }

    [Fact]
    public void Nine_of_ten_intervals_hold_the_truth()
    {
        SeededChance chance = new(12);
        var held = 0;
        const int Sites = 1000;
        for (var site = 0; site < Sites; site++)
        {
            // The truth is drawn from the prior too: then the share is exact, whatever the data.
            var truth = Math.Pow(Math.Sin(Math.PI / 2 * (chance.Below(1_000_000) / 1e6)), 2);
            var failures = Enumerable.Range(0, 50).Count(_ => chance.Below(1_000_000) < truth * 1e6);
            var said = Assert.IsType<FailureForecast.Said>(new FailureForecaster(new FailureTally(50 - failures, failures, 0, 0, 0, 0, 0)).Observe(failed: false));
            held += said.Low <= truth && truth <= said.High ? 1 : 0;
        }

        // Four standard deviations are 38.
        Assert.InRange(held, 862, 938);
    }
}
