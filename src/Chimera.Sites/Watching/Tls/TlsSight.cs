using Chimera.Engine.Validation;

namespace Chimera.Sites.Watching.Tls;

/// <summary>What was seen of a site's TLS certificate. A closed set.</summary>
public abstract record TlsSight
{
    private TlsSight()
    {
    }

    /// <summary>SHA-256 of the certificate that was shown; null where none was.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>The site is served without TLS.</summary>
    public sealed record None : TlsSight;

    /// <summary>It is valid now.</summary>
    /// <param name="Days">Whole days until it ends.</param>
    /// <param name="Ending">Null while there is time.</param>
    public sealed record Valid(DateTimeOffset Expires, int Days, Finding? Ending) : TlsSight;

    /// <summary>A visitor's browser would refuse it.</summary>
    public sealed record Invalid(DateTimeOffset Expires, Finding Why) : TlsSight;

    /// <summary>There was no handshake.</summary>
    public sealed record Unseen(Finding Why) : TlsSight;
}
