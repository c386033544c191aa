using Chimera.Sites.Findings;

namespace Chimera.Sites.Healing;

/// <summary>What became of one finding.</summary>
public abstract record HealEnd(SiteFinding Finding)
{
    /// <summary>It is gone, and nothing new came.</summary>
    public sealed record Healed(SiteFinding Finding, Repair Repair) : HealEnd(Finding)
    {
        /// <summary>
        /// Repairs of one round were proved together: their edits speak of the same text. Later rounds speak of what earlier ones left.
        /// </summary>
        public int Round { get; init; }
    }

    /// <summary>It is left to a person.</summary>
    /// <param name="Why">One line: no healer knows it, none dared, or what each repair would have broken.</param>
    public sealed record Left(SiteFinding Finding, string Why) : HealEnd(Finding);
}
