namespace Chimera.Engine.Validation.Simulation;

/// <summary>A second controller that looks at the targets when it begins and plans from what it sees.</summary>
/// <param name="At">When it begins.</param>
/// <param name="Targets">How many of the targets it wants, from the last one on.</param>
/// <param name="Same">It wants the same generations as the first controller.</param>
internal sealed record Twin(TimeSpan At, int Targets, bool Same);
