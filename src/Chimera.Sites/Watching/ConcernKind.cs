namespace Chimera.Sites.Watching;

/// <summary>What about a live site is not as it was foreseen. Each kind begins and ends by itself.</summary>
public enum ConcernKind
{
    /// <summary>The site, or one of its addresses, does not answer.</summary>
    Unanswered,
    Status,
    Location,
    Content,
    Header,

    /// <summary>Something is wrong each time, and something else.</summary>
    Unsteady,

    /// <summary>The TLS certificate is not valid, or ends within days.</summary>
    Certificate,

    /// <summary>The TLS certificate ends within weeks.</summary>
    CertificateEnding,

    /// <summary>The release's own certificate, Chimera's, was taken back, or is nobody's who is trusted.</summary>
    Release,

    /// <summary>The release's own certificate ran out.</summary>
    ReleaseEnded,
}
