using Chimera.Engine.Validation;

namespace Chimera.Engine.Execution;

/// <summary>
/// Counts the targets of a group on which the new generation failed. Targets that were never changed (refused, unreachable)
/// say nothing about the generation and cost nothing.
/// </summary>
internal sealed class FailureBudget(string group, int allowed)
{
    private int _spent;

    /// <summary>Why the group must stop; null while it may go on.</summary>
    public Finding? Exhausted { get; private set; }

    /// <summary>What the new generation was caught at, for its quarantine; null when no failure was its own.</summary>
    public Finding? Blame { get; private set; }

    /// <param name="wave">A canary has no budget: one failure is the answer it was sent for.</param>
    /// <param name="caught">What the new generation did wrong on the target; null when it was not to blame, as when contact was lost.</param>
    public void Charge(Outcome outcome, Wave wave, Finding? caught)
    {
        Blame ??= caught;
        var why = outcome switch
        {
            Outcome.Reverted reverted => reverted.Why,
            Outcome.Lost lost => lost.Why,
            _ => null,
        };
        if (why is null)
        {
            return;
        }

        _spent++;
        if (wave is Wave.Canary || _spent > allowed)
        {
            Exhausted ??= Finding.Error(
                "rollout.failure-budget",
                wave is Wave.Canary
                    ? $"{group} stopped at its canary: {why.Message}"
                    : $"{group} stopped after {_spent} failures (max_failures is {allowed}): {why.Message}",
                why.Remedy,
                target: why.Target);
        }
    }
}
