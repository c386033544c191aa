namespace Chimera.Fleet.Hosts;

/// <summary>Whether it was shown, without a login, that one can still get in. A closed set.</summary>
public abstract record Proof
{
    private Proof()
    {
    }

    /// <summary>sshd answers a new connection, and a new session begins on the one that is kept.</summary>
    public sealed record Shown : Proof;

    /// <summary>It could not be shown this way, which does not say that one cannot: only a login can say that.</summary>
    public sealed record NotShown(string Why) : Proof;
}
