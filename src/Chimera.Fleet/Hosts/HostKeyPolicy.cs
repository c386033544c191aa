namespace Chimera.Fleet.Hosts;

/// <summary>What to do about a host key that is not known. A changed key is always refused.</summary>
public enum HostKeyPolicy
{
    /// <summary>Refuse, and show the fingerprint.</summary>
    Strict,

    /// <summary>Remember the first key seen.</summary>
    AcceptNew,
}
