using System.Collections.Immutable;
using Chimera.Engine.Execution;
using Chimera.Engine.Truth.Documents;

namespace Chimera.Engine.Truth.Settings;

/// <summary>The rollout policy as settings: the <c>rollout</c> section of the truth file, for all realms.</summary>
public static class RolloutSettings
{
    public const string Section = "rollout";

    private const int Most = 100_000;
    private static readonly RolloutPolicy Policy = RolloutPolicy.Default;

    public static readonly Setting<int> Canary = new(
        "rollout.canary", Scalars.Count(0, Most), Policy.Canary,
        "targets that go first, alone; the rest follow only when all of them are committed; 0 for none");

    public static readonly Setting<int> MaxParallel = new(
        "rollout.max_parallel", Scalars.Count(1, Most), Policy.MaxParallel, "targets of a group on trial at the same time");

    public static readonly Setting<TimeSpan> MinHealthyTime = new(
        "rollout.min_healthy_time", Scalars.Duration, Policy.MinHealthyTime,
        "how long every check must have passed without a break before a target counts as healthy");

    public static readonly Setting<TimeSpan> HealthyDeadline = new(
        "rollout.healthy_deadline", Scalars.Duration, Policy.HealthyDeadline,
        "how long a target may take from the start of its trial to healthy; then it is reverted. What is wrong for good (a site on a host) is reverted at once");

    public static readonly Setting<TimeSpan> ProgressDeadline = new(
        "rollout.progress_deadline", Scalars.Duration, Policy.ProgressDeadline,
        "how long a group may go without another target arriving; then the rollout stops");

    public static readonly Setting<bool> AutoRevert = new(
        "rollout.auto_revert", Scalars.Boolean, Policy.AutoRevert,
        "when the rollout stops on its failure budget, also revert the targets it had already committed");

    public static readonly Setting<TimeSpan> Stagger = new(
        "rollout.stagger", Scalars.Duration, Policy.Stagger, "pause between the start of one trial and the next");

    public static readonly Setting<int> MaxFailures = new(
        "rollout.max_failures", Scalars.Count(0, Most), Policy.MaxFailures,
        "the failure budget: how many targets of a group may fail before the rollout stops; canaries have none");

    public static readonly ImmutableArray<Setting> All =
        [Canary, MaxParallel, MinHealthyTime, HealthyDeadline, ProgressDeadline, AutoRevert, Stagger, MaxFailures];

    public static RolloutPolicy PolicyOf(ResolvedSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return new RolloutPolicy(
            settings.Get(Canary),
            settings.Get(MaxParallel),
            settings.Get(MinHealthyTime),
            settings.Get(HealthyDeadline),
            settings.Get(ProgressDeadline),
            settings.Get(AutoRevert),
            settings.Get(Stagger),
            settings.Get(MaxFailures));
    }
}
