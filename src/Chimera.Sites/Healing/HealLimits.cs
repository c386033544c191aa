namespace Chimera.Sites.Healing;

/// <summary>How far healing may go.</summary>
/// <param name="MaxAttempts">How many repairs are tried for one finding before it is left to a person; 0 heals nothing.</param>
/// <param name="MaxRounds">How often the whole site is simulated again, so that healing ends on any site.</param>
public sealed record HealLimits(int MaxAttempts, int MaxRounds = 2000);
