using System.Collections.Immutable;
using Chimera.Sites.Certification;

namespace Chimera.Sites.Publishing;

/// <summary>What is kept of a release after its files have changed: enough to verify it live, to tell it from another, and to find it at a platform that builds commits.</summary>
/// <param name="Answers">What can be asked from outside, and what is to come back.</param>
/// <param name="Files">The published files, by address.</param>
/// <param name="Commit">The commit that it was made from; null when it was made from no clean commit.</param>
public sealed record Dossier(ImmutableArray<ForeseenAnswer> Answers, ImmutableSortedDictionary<string, PublishedDigest> Files, string? Commit)
{
    /// <summary>Of what answers no questions of visitors by itself.</summary>
    internal static readonly Dossier Nothing = new([], ImmutableSortedDictionary<string, PublishedDigest>.Empty, Commit: null);
}
