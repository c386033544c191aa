using System.Collections.Immutable;
using Chimera.Engine.Execution;
using Chimera.Engine.Truth;
using Chimera.Engine.Validation;

namespace Chimera.Sites.Publishing.Live;

/// <summary>How a live site answered what was foreseen.</summary>
/// <param name="Asked">How many requests were sent.</param>
/// <param name="Unasked">How many answers cannot be seen from here: other servers, code that the platform runs, visitors of other countries, other hosts.</param>
/// <param name="Differences">One for each answer that was another, in the order they were asked.</param>
public sealed record LiveReport(int Asked, int Unasked, ImmutableArray<Finding> Differences)
{
    /// <summary>The answers that <see cref="Differences"/> tells.</summary>
    internal ImmutableArray<LiveResult> Differing { get; init; } = [];

    internal Health Verdict(TargetId target) => Differences is [var first, ..]
        ? new Health.Unhealthy(first with
        {
            Message = $"{first.Message}{(Differences.Length == 1 ? "" : $" (and {Differences.Length - 1} more of {Asked} answers differ)")}", Target = target,
        })
        : new Health.Healthy();
}
