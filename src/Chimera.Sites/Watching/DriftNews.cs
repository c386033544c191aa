using System.Collections.Immutable;

namespace Chimera.Sites.Watching;

/// <summary>What one look changed in what is known to be wrong.</summary>
/// <param name="Suspected">Seen for the first time; told as begun when the next look sees it again.</param>
/// <param name="Blips">How many that were suspected were right again.</param>
internal sealed record DriftNews(ImmutableArray<Concern> Began, ImmutableArray<Concern> Ended, ImmutableArray<Concern> Suspected, int Blips);
