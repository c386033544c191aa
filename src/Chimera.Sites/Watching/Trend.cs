namespace Chimera.Sites.Watching;

/// <summary>A change over time that is larger than its noise.</summary>
/// <param name="PerHour">The median slope.</param>
/// <param name="Low">The lower end of its interval; on the same side of zero as <paramref name="High"/>.</param>
/// <param name="Confidence">That the slope is inside the interval, for this one statement by itself.</param>
/// <param name="Looks">How many looks it is computed from.</param>
public sealed record Trend(double PerHour, double Low, double High, double Confidence, int Looks);
