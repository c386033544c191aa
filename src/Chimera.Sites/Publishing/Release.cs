using System.Collections.Immutable;
using Chimera.Engine.Planning;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Publishing;

/// <summary>A site as it is to be published: its files and what the platform is to obey.</summary>
/// <param name="Generation">What identifies it; every platform keeps it beside the deploy in a way of its own.</param>
/// <param name="Files">In ordinal order of their addresses.</param>
public sealed record Release(GenerationId Generation, Foresight Foresight, ImmutableArray<ReleaseFile> Files);
