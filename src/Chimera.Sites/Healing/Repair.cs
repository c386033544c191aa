using System.Collections.Immutable;
using Chimera.Documents;

namespace Chimera.Sites.Healing;

/// <summary>A change to a site's files that is meant to make a finding go away.</summary>
/// <param name="Healer">Who proposes it.</param>
/// <param name="Explanation">What is done and why that is right, one line, for a person.</param>
public sealed record Repair(string Healer, string Explanation, ImmutableArray<FileChange> Changes)
{
    /// <summary>
    /// What is repaired was not read at all before. Lesser findings of the same file that are told only now do not count against the repair.
    /// </summary>
    public bool Revives { get; init; }

    public static Repair Edit(string healer, string explanation, string file, params ImmutableArray<TextEdit> edits) =>
        new(healer, explanation, [new FileChange.Edit(file, edits)]);
}
