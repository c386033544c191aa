namespace Chimera.Sites.Watching;

/// <summary>When a watch ends by itself.</summary>
/// <param name="For">No look begins later, except the one that tells a blip from a failure; null for ever.</param>
/// <param name="Once">As soon as it is known whether the site is right or fails.</param>
/// <param name="EndsOnFailure">At the first confirmed failure.</param>
public sealed record WatchLimits(TimeSpan? For = null, bool Once = false, bool EndsOnFailure = false);
