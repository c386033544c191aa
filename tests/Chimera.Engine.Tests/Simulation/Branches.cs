namespace Chimera.Engine.Tests.Simulation;

/// <summary>What the seeds must lead to, or their silence proves nothing.</summary>
internal static class Branches
{
    private static readonly string[] Outcomes = ["committed", "unchanged", "reverted", "refused", "unreachable", "lost", "not-reached"];

    private static readonly string[] Recoveries = ["Arrived", "BackAtOld", "StillOnTrial", "Stranded", "Unclear", "Moved"];

    private static readonly string[] Lives = ["crashed", "interrupted", "out of record", "ended"];

    private static readonly string[] Replies =
    [
        "Prepare.Done", "Prepare.Refused", "Prepare.Unreachable", "Prepare.Lost",
        "Apply.Done", "Apply.Reverted", "Apply.Refused", "Apply.Unreachable", "Apply.Lost",
        "Commit.Done", "Commit.Reverted", "Commit.Unreachable", "Commit.Lost",
        "Revert.Done", "Revert.Refused", "Revert.Unreachable", "Revert.Lost",
    ];

    private static readonly string[] Resumes =
    [
        "untouched", "step.prepared", "step.applying", "step.applied", "step.healthy", "step.failed", "step.committing", "step.committed",
        "step.reverting", "step.reverted", "step.unchanged", "step.refused", "step.unreachable", "step.lost", "step.not-reached",
        "step.applying.stopped", "step.applied.stopped", "step.committing.stopped", "step.committed.stopped", "step.reverting.stopped", "step.lost.stopped",
    ];

    public static IEnumerable<string> All =>
    [
        .. Outcomes.Select(name => $"outcome.{name}"),
        .. Recoveries.Select(name => $"recovery.{name}"),
        .. Lives.Select(name => $"life.{name}"),
        .. Replies.Select(name => $"reply.{name}"),
        .. Resumes.Select(name => $"resume.{name}"),
        "target.power-cut", "target.window-over", "journal.full",
    ];
}
