namespace Chimera.Sites.Watching;

/// <summary>How a site stands after a look.</summary>
public enum LookState
{
    /// <summary>Everything asked was as foreseen.</summary>
    Right,

    /// <summary>Something was not, for the first time: it may be a blip, and is looked at again soon.</summary>
    Suspect,

    /// <summary>The same was wrong in two looks in a row, or still is.</summary>
    Failing,
}
