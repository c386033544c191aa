using Chimera.Engine.Record;

namespace Chimera.Engine.Execution;

/// <summary>What a rollout works with.</summary>
/// <param name="Holder">Who runs it, e.g. <c>ada@laptop pid 4711</c>; targets show it to others who want them.</param>
/// <param name="Watch">Told what each target is at; must return at once.</param>
public sealed record RolloutContext(Realms Realms, IJournal Journal, TimeProvider Time, string Holder, IProgress<TargetProgress> Watch)
{
    /// <summary>Time as it passes, from some beginning. Every wait and deadline is counted by it, because the wall clock can be set.</summary>
    internal TimeSpan Elapsed => Time.GetElapsedTime(0);

    /// <summary>Told of each decision that is taken from what a target was seen to be, for whoever counts which ways were gone.</summary>
    internal Action<string>? Decided { get; init; }
}
