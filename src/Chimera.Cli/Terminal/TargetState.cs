namespace Chimera.Cli.Terminal;

/// <summary>How a target stands to what the record says it was left at.</summary>
internal enum TargetState
{
    /// <summary>Live and committed are what the record says.</summary>
    AsLeft,

    /// <summary>As it was left, with something laid over it for a while.</summary>
    Shifted,

    /// <summary>The record does not know the target yet.</summary>
    New,

    /// <summary>A change is under way there.</summary>
    Changing,

    /// <summary>It is something else than it was left at.</summary>
    Moved,

    /// <summary>It could not be looked at.</summary>
    Unreachable,
}
