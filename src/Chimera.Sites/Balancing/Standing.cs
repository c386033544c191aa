namespace Chimera.Sites.Balancing;

/// <summary>How a backend stands.</summary>
public enum Standing
{
    /// <summary>It has its declared share, and its part of what others do not carry.</summary>
    Full,

    /// <summary>It recovered, and carries a growing part of its declared share.</summary>
    Returning,

    /// <summary>It failed too often and carries nothing, unless there is panic.</summary>
    Ejected,
}
