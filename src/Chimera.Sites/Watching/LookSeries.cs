namespace Chimera.Sites.Watching;

/// <summary>The last looks, as far as trends are read off them.</summary>
internal sealed class LookSeries
{
    private const int Most = 60;

    private readonly Queue<(TimeSpan At, double Value)> _milliseconds = new();
    private readonly Queue<(TimeSpan At, double Value)> _failed = new();

    /// <summary>Milliseconds of the median answer, by the hour; null inside its noise.</summary>
    public Trend? Latency => TheilSen.Of([.. _milliseconds]);

    /// <summary>The share of failed requests, by the hour; null inside its noise.</summary>
    public Trend? Errors => TheilSen.Of([.. _failed]);

    /// <param name="at">Since the watch began, by a clock that nobody can set.</param>
    /// <param name="times">Null when nothing was answered.</param>
    public void Add(TimeSpan at, ResponseTimes? times, double failed)
    {
        if (times is not null)
        {
            Keep(_milliseconds, (at, times.P50.TotalMilliseconds));
        }

        Keep(_failed, (at, failed));
    }

    private static void Keep(Queue<(TimeSpan At, double Value)> points, (TimeSpan At, double Value) point)
    {
        points.Enqueue(point);
        if (points.Count > Most)
        {
            points.Dequeue();
        }
    }
}
