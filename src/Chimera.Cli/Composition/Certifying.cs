using Chimera.Engine.Validation.Certificates;
using Chimera.Sites.Findings;

namespace Chimera.Cli.Composition;

/// <summary>What came of certifying a site. A closed set.</summary>
internal abstract record Certifying
{
    private Certifying()
    {
    }

    /// <param name="File">The bytes to keep; no others verify.</param>
    public sealed record Certified(Certificate Certificate, byte[] File) : Certifying;

    /// <param name="Broken">The platform would refuse to deploy the site.</param>
    public sealed record Refused(bool Broken, IReadOnlyList<SiteFinding> Why) : Certifying;
}
