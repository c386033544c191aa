using System.Collections.Immutable;
using Chimera.Engine.Planning;
using Chimera.Engine.Validation;
using Chimera.Engine.Validation.Certificates;
using Chimera.Sites.Certification;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Tests.Publishing.Rollouts;

/// <summary>Everything is certified, unless the test says otherwise.</summary>
internal sealed class Approved : IApprovals
{
    public Finding? Objection { get; set; }

    public Task<Finding?> ObjectionAsync(string site, Platform platform, GenerationId generation, ImmutableArray<Subject> found, CancellationToken cancel) =>
        Task.FromResult(Objection);
}
