using Chimera.Sites.Watching.Forecasting;

namespace Chimera.Sites.Tests.Watching;

/// <summary>Held against what has a closed form.</summary>
public sealed class IncompleteBetaTests
{
    [Theory]
    [InlineData(0.001)]
    [InlineData(0.05)]
    [InlineData(0.3)]
    [InlineData(0.5)]
    [InlineData(0.95)]
    [InlineData(0.9999)]
    public void Jeffreys_prior_is_the_arcsine_law(double x) =>
        Assert.Equal(2 / Math.PI * Math.Asin(Math.Sqrt(x)), IncompleteBeta.Of(0.5, 0.5, x), 12);

    [Theory]
    [InlineData(10, 3, 0.2)]
    [InlineData(50, 1, 0.01)]
    [InlineData(200, 120, 0.55)]
    [InlineData(1000, 4, 0.002)]
    public void It_is_the_upper_tail_of_the_binomial(int n, int k, double x)
    {
        var tail = Enumerable.Range(k, n - k + 1).Sum(count => Math.Exp(LogChoose(n, count) + (count * Math.Log(x)) + ((n - count) * Math.Log(1 - x))));

        Assert.Equal(tail, IncompleteBeta.Of(k, n - k + 1, x), 10);
    }

    [Theory]
    [InlineData(1, 0.05)]
    [InlineData(20, 0.5)]
    [InlineData(100_000, 0.95)]
    public void Quantiles_of_beta_1_b_have_a_closed_form(double b, double p) =>
        Assert.Equal(1 - Math.Pow(1 - p, 1 / b), IncompleteBeta.Quantile(1, b, p), 12);

    [Fact]
    public void Its_ends_are_zero_and_one()
    {
        Assert.Equal((0.0, 1.0), (IncompleteBeta.Of(3, 4, 0), IncompleteBeta.Of(3, 4, 1)));
        Assert.Equal(1, IncompleteBeta.Of(0.5, 500_000.5, 0.01) + IncompleteBeta.Of(500_000.5, 0.5, 0.99), 12);
    }

    private static double LogChoose(int n, int k) => Enumerable.Range(1, k).Sum(i => Math.Log(n - k + i) - Math.Log(i));
}
