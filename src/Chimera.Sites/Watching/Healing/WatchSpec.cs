namespace Chimera.Sites.Watching.Healing;

/// <summary>How a site is declared to be watched.</summary>
/// <param name="Every">Null for the usual interval.</param>
public sealed record WatchSpec(DriftPolicy OnDrift, TimeSpan? Every)
{
    public static readonly WatchSpec Usual = new(DriftPolicy.Report, Every: null);
}
