using Chimera.Engine.Validation;

namespace Chimera.Engine.Execution;

/// <summary>What a new generation was caught at on a target.</summary>
/// <param name="Answered">Whether the target itself showed it; false where it was only silent until its deadline.</param>
internal sealed record Catch(Finding Why, bool Answered);
