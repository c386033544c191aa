namespace Chimera.Engine.Execution;

/// <summary>How a group is rolled out, in Nomad's words.</summary>
/// <param name="Canary">Targets that go first, alone; the rest follow only when all of them are committed. 0 for none.</param>
/// <param name="MaxParallel">Targets of the group on trial at the same time, from 1.</param>
/// <param name="MinHealthyTime">How long every check must have passed without a break before a target counts as healthy.</param>
/// <param name="HealthyDeadline">How long a target may take from the start of its trial to healthy; then it is reverted, unless it was found wrong for good before.</param>
/// <param name="ProgressDeadline">How long the group may go without another target arriving; then the rollout stops.</param>
/// <param name="AutoRevert">When the rollout stops on its failure budget, also revert the targets it had already committed.</param>
/// <param name="Stagger">Pause between the start of one trial and the next.</param>
/// <param name="MaxFailures">The failure budget: how many targets of the group may fail before the train stops. Canaries have none.</param>
public sealed record RolloutPolicy(
    int Canary,
    int MaxParallel,
    TimeSpan MinHealthyTime,
    TimeSpan HealthyDeadline,
    TimeSpan ProgressDeadline,
    bool AutoRevert,
    TimeSpan Stagger,
    int MaxFailures)
{
    public static readonly RolloutPolicy Default = new(
        Canary: 1,
        MaxParallel: 16,
        MinHealthyTime: TimeSpan.FromSeconds(10),
        HealthyDeadline: TimeSpan.FromMinutes(5),
        ProgressDeadline: TimeSpan.FromMinutes(10),
        AutoRevert: true,
        Stagger: TimeSpan.Zero,
        MaxFailures: 0);
}
