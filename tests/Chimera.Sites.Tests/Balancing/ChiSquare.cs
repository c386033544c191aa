using Chimera.Sites.Balancing;

namespace Chimera.Sites.Tests.Balancing;

/// <summary>Whether counts are what shares let expect.</summary>
internal static class ChiSquare
{
    /// <summary>With two degrees of freedom the chance of more is exp(-x/2): below 1e-9 here.</summary>
    public const double Bound = 41.5;

    public static double Of(IReadOnlyList<Share> shares, IReadOnlyList<int> counts)
    {
        var all = counts.Sum();
        return shares.Zip(counts).Where(one => one.First.Hundredths > 0).Sum(one =>
        {
            var expected = all * one.First.Percent / 100;
            return (one.Second - expected) * (one.Second - expected) / expected;
        });
    }
}
