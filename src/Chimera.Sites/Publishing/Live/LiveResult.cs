using System.Collections.Immutable;
using Chimera.Sites.Certification;

namespace Chimera.Sites.Publishing.Live;

/// <summary>What came of asking for one foreseen answer.</summary>
/// <param name="Answer">Null when none came.</param>
/// <param name="Unanswered">Why none came; null when one did.</param>
internal sealed record LiveResult(ForeseenAnswer Foreseen, LiveAnswer? Answer, string? Unanswered, ImmutableArray<LiveDifference> Differences)
{
    /// <summary>The request as a person reads it.</summary>
    public string Request =>
        $"{Foreseen.Request.Method} {Foreseen.Request.Target}"
        + (Foreseen.Request.Cookies.Count > 0 ? $" with the cookie {string.Join(", ", Foreseen.Request.Cookies.Keys)}" : "");
}
