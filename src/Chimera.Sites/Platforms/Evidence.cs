namespace Chimera.Sites.Platforms;

/// <summary>How Chimera knows what a platform will do.</summary>
public enum Evidence
{
    /// <summary>As the platform's own published code computes it; held against that code.</summary>
    Computed,

    /// <summary>The platform's documentation says so.</summary>
    Documented,

    /// <summary>Others measured it on the live platform and published what they saw.</summary>
    Measured,

    /// <summary>Nobody has said or measured it: a guess.</summary>
    Unknown,
}
