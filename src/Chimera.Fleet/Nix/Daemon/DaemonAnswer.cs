namespace Chimera.Fleet.Nix.Daemon;

/// <summary>What came of asking a daemon to take paths in. A closed set.</summary>
internal abstract record DaemonAnswer
{
    private DaemonAnswer()
    {
    }

    /// <summary>The toplevel is valid, and no collection that is under way takes it.</summary>
    public sealed record Valid : DaemonAnswer;

    /// <summary>It is no daemon that this could be asked of; nothing was taken in.</summary>
    public sealed record Unusable(string Why) : DaemonAnswer;

    /// <summary>It said no. What came before is valid, what came after is not.</summary>
    public sealed record Refused(string Said) : DaemonAnswer;

    /// <summary>It went away in the middle, or said what the protocol does not have.</summary>
    public sealed record Gone(string Why) : DaemonAnswer;
}
