using System.Collections.Immutable;
using Chimera.Sites.Publishing.Live;
using Chimera.Sites.Watching.Tls;

namespace Chimera.Sites.Watching;

/// <summary>What one look saw, before it is held against earlier ones.</summary>
/// <param name="Judged">Whether it could have seen a concern of this kind about this subject.</param>
internal sealed record Examined(
    ImmutableArray<LiveResult> Results, TlsSight Tls, ImmutableArray<Concern> Concerns, Func<string, ConcernKind, bool> Judged);
