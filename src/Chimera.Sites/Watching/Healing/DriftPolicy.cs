namespace Chimera.Sites.Watching.Healing;

/// <summary>What a watch may do by itself when a site fails.</summary>
public enum DriftPolicy
{
    /// <summary>Tell it.</summary>
    Report,

    /// <summary>Deploy the release again that was last committed, unless somebody deployed another one.</summary>
    Heal,

    /// <summary>The same, also where somebody deployed another one.</summary>
    HealAlways,
}
