using Chimera.Engine.Execution;
using Chimera.Engine.Planning;

namespace Chimera.Sites.Publishing;

/// <summary>What a trial on a platform leaves behind for whoever finishes it: a platform has no supervisor that goes back by itself.</summary>
/// <param name="From">What visitors got before.</param>
/// <param name="Holder">Who began it, for a person to read.</param>
internal sealed record TrialMark(RolloutId Rollout, GenerationId? From, GenerationId To, string Holder);
