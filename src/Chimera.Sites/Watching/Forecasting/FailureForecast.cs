namespace Chimera.Sites.Watching.Forecasting;

/// <summary>How probable it is that the next look fails. A closed set.</summary>
public abstract record FailureForecast
{
    private FailureForecast()
    {
    }

    /// <summary>Nothing can be said yet.</summary>
    /// <param name="Looks">After so many looks like this one it is known what came.</param>
    /// <param name="Needed">So many are needed.</param>
    public sealed record TooLittle(long Looks, long Needed) : FailureForecast;

    /// <param name="Low">Nine of ten such intervals hold the true probability, if looks are what the model takes them for.</param>
    /// <param name="Looks">From how many looks like this one it is computed.</param>
    /// <param name="Past">How earlier forecasts fared.</param>
    public sealed record Said(double Probability, double Low, double High, long Looks, ForecastRecord Past) : FailureForecast;
}
