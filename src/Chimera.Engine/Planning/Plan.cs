using System.Collections.Immutable;
using Chimera.Engine.Truth;

namespace Chimera.Engine.Planning;

/// <summary>
/// An immutable way from what was observed to what is wanted. Its digest is the only currency: people approve it,
/// executors run it and the ledger records it. The order of the steps comes from their groups (<see cref="DeclaredTarget.DependsOn"/>).
/// </summary>
/// <param name="Truth">The digest of the truth it was made from, or of the world state it goes back to.</param>
/// <param name="Steps">One for every target it covers, ordered by target; those at rest have nothing to do.</param>
public sealed record Plan(PlanIntent Intent, string Truth, ImmutableArray<Step> Steps)
{
    private string? _digest;

    /// <summary>Every target is where it should be.</summary>
    public bool AtRest => Steps.All(step => step.AtRest);

    /// <summary>How many targets a mistake in this plan would reach.</summary>
    public int BlastRadius => Steps.Count(step => !step.AtRest);

    /// <summary><c>sha256:</c> and 64 hexadecimal digits over <see cref="PlanDocument"/>'s canonical form.</summary>
    public string Digest => _digest ??= PlanDocument.DigestOf(this);
}
