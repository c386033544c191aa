namespace Chimera.Sites.Watching;

/// <summary>
/// The median of the slopes between all pairs of points (Theil 1950; Sen 1968), with Sen's interval from the variance of Kendall's S. Up to
/// 29 % of the points may be anything without moving it far, so one slow look is no trend.
/// </summary>
internal static class TheilSen
{
    /// <summary>With fewer points nothing is said.</summary>
    public const int Fewest = 10;

    private const double Confidence = 0.99;
    private const double Quantile = 2.5758293035489004;

    /// <param name="points">When, and how much.</param>
    /// <returns>Null where the interval holds zero: nothing but noise is shown.</returns>
    public static Trend? Of(IReadOnlyList<(TimeSpan At, double Value)> points)
    {
        if (points.Count < Fewest)
        {
            return null;
        }

        var slopes = Slopes(points);
        var spread = Quantile * Math.Sqrt(Variance(points));
        var low = (int)Math.Floor((slopes.Count - spread) / 2);
        var high = (int)Math.Ceiling((slopes.Count + spread) / 2) + 1;
        if (low < 1 || high > slopes.Count)
        {
            return null;
        }

        // The ranks are counted from one.
        Trend trend = new(Median(slopes), slopes[low - 1], slopes[high - 1], Confidence, points.Count);
        return trend.Low > 0 || trend.High < 0 ? trend : null;
    }

    private static List<double> Slopes(IReadOnlyList<(TimeSpan At, double Value)> points)
    {
        List<double> slopes = [];
        for (var one = 0; one < points.Count; one++)
        {
            for (var other = one + 1; other < points.Count; other++)
            {
                if (points[other].At != points[one].At)
                {
                    slopes.Add((points[other].Value - points[one].Value) / (points[other].At - points[one].At).TotalHours);
                }
            }
        }

        slopes.Sort();
        return slopes;
    }

    /// <summary>Of Kendall's S, with values that are equal taken into account.</summary>
    private static double Variance(IReadOnlyList<(TimeSpan At, double Value)> points)
    {
        double n = points.Count;
        var ties = points.GroupBy(point => point.Value).Sum(tied => (double)tied.Count() * (tied.Count() - 1) * ((2 * tied.Count()) + 5));
        return ((n * (n - 1) * ((2 * n) + 5)) - ties) / 18;
    }

    private static double Median(List<double> sorted) =>
        sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
}
