namespace Chimera.Cli.Commands;

/// <summary>What a watch does when the site fails.</summary>
internal enum OnDrift
{
    /// <summary>Tell it and go on.</summary>
    Report,

    /// <summary>End at the first confirmed failure, so that whoever started the watch can act.</summary>
    Exit,

    /// <summary>Deploy the release again that was last committed, unless somebody deployed another one.</summary>
    Heal,

    /// <summary>The same, also where somebody deployed another one.</summary>
    HealAlways,
}
