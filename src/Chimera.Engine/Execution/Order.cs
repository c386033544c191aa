using Chimera.Engine.Planning;

namespace Chimera.Engine.Execution;

/// <summary>What a realm needs to know to carry out one step of one rollout. Every verb on it may be repeated without harm.</summary>
/// <param name="Window">How long the target waits for the verdict on a trial, from its start, before it reverts by itself.</param>
/// <param name="Holder">Who runs the rollout, for a person to read.</param>
/// <param name="Wave">The wave the target goes in; before its turn, the one it would go in as things stand.</param>
public sealed record Order(RolloutId Rollout, Step Step, TimeSpan Window, string Holder, Wave Wave);
