namespace Chimera.Sites.Watching.Forecasting;

/// <summary>
/// What is counted of looks, so that the next can be foretold and what was foretold be judged. Whole numbers, as the record keeps them.
/// </summary>
/// <param name="RightThenRight">How often a look that was right was followed by one that was.</param>
/// <param name="Scored">How many forecasts were held against what came.</param>
/// <param name="SquaredError">The sum of their squared errors, in millionths.</param>
/// <param name="BaseSquaredError">The same, had the share of failures so far been said each time.</param>
public sealed record FailureTally(
    long RightThenRight, long RightThenFailed, long FailedThenRight, long FailedThenFailed, long Scored, long SquaredError, long BaseSquaredError)
{
    public static readonly FailureTally Nothing = new(0, 0, 0, 0, 0, 0, 0);

    /// <summary>How many looks had one before them.</summary>
    public long Looks => RightThenRight + RightThenFailed + FailedThenRight + FailedThenFailed;

    public long Failed => RightThenFailed + FailedThenFailed;

    public static FailureTally operator +(FailureTally one, FailureTally other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return new FailureTally(
            one.RightThenRight + other.RightThenRight, one.RightThenFailed + other.RightThenFailed,
            one.FailedThenRight + other.FailedThenRight, one.FailedThenFailed + other.FailedThenFailed,
            one.Scored + other.Scored, one.SquaredError + other.SquaredError, one.BaseSquaredError + other.BaseSquaredError);
    }

    public static FailureTally Add(FailureTally left, FailureTally right) => left + right;
}
