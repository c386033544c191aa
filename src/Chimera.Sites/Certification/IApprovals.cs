using System.Collections.Immutable;
using Chimera.Engine.Planning;
using Chimera.Engine.Validation;
using Chimera.Engine.Validation.Certificates;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Certification;

/// <summary>Says whether a release may be shown to visitors: whether somebody who is trusted certified exactly it.</summary>
public interface IApprovals
{
    /// <param name="found">What is at hand now; empty for a release that was shown before and whose files are gone: then the certificate that it had then counts, unless it was taken back.</param>
    /// <returns>What speaks against it; null when nothing does.</returns>
    Task<Finding?> ObjectionAsync(string site, Platform platform, GenerationId generation, ImmutableArray<Subject> found, CancellationToken cancel);
}
