namespace Chimera.Sites.Balancing;

/// <summary>What one check of one backend said. A closed set.</summary>
public abstract record CheckResult
{
    private CheckResult()
    {
    }

    public sealed record Passed(TimeSpan Took) : CheckResult;

    /// <param name="Why">On one line.</param>
    public sealed record Failed(string Why) : CheckResult;
}
