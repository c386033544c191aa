using Chimera.Engine.Execution;
using Chimera.Engine.Truth.Documents;
using Chimera.Engine.Validation;

namespace Chimera.Engine.Truth.Settings;

/// <summary>The fields of a rollout policy that one group sets for itself; null where the policy for all holds.</summary>
public sealed record RolloutOverrides(
    int? Canary,
    int? MaxParallel,
    TimeSpan? MinHealthyTime,
    TimeSpan? HealthyDeadline,
    TimeSpan? ProgressDeadline,
    bool? AutoRevert,
    TimeSpan? Stagger,
    int? MaxFailures)
{
    public static readonly Shape<RolloutOverrides> Shape = Shapes.Object(fields => new RolloutOverrides(
        Field(fields, RolloutSettings.Canary),
        Field(fields, RolloutSettings.MaxParallel),
        Field(fields, RolloutSettings.MinHealthyTime),
        Field(fields, RolloutSettings.HealthyDeadline),
        Field(fields, RolloutSettings.ProgressDeadline),
        Field(fields, RolloutSettings.AutoRevert),
        Field(fields, RolloutSettings.Stagger),
        Field(fields, RolloutSettings.MaxFailures)));

    public RolloutPolicy Over(RolloutPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return new RolloutPolicy(
            Canary ?? policy.Canary,
            MaxParallel ?? policy.MaxParallel,
            MinHealthyTime ?? policy.MinHealthyTime,
            HealthyDeadline ?? policy.HealthyDeadline,
            ProgressDeadline ?? policy.ProgressDeadline,
            AutoRevert ?? policy.AutoRevert,
            Stagger ?? policy.Stagger,
            MaxFailures ?? policy.MaxFailures);
    }

    /// <summary>Reports a policy that no target could ever satisfy.</summary>
    /// <param name="subject">Whose policy it is, as the message begins: <c>system web</c>.</param>
    public static void Check(RolloutPolicy policy, string subject, Place place, Findings findings)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(findings);
        if (policy.HealthyDeadline <= policy.MinHealthyTime)
        {
            findings.Add(Finding.Error(
                "truth.deadline-too-short",
                $"{subject}: healthy_deadline {Durations.Write(policy.HealthyDeadline)} is not longer than min_healthy_time "
                + $"{Durations.Write(policy.MinHealthyTime)}, so no target could become healthy",
                "raise healthy_deadline or lower min_healthy_time", place));
        }

        if (policy.ProgressDeadline < policy.HealthyDeadline)
        {
            findings.Add(Finding.Error(
                "truth.deadline-too-short",
                $"{subject}: progress_deadline {Durations.Write(policy.ProgressDeadline)} is shorter than healthy_deadline "
                + $"{Durations.Write(policy.HealthyDeadline)}, so one slow target would stop the rollout",
                "raise progress_deadline to at least healthy_deadline", place));
        }
    }

    private static T? Field<T>(Fields fields, Setting<T> setting)
        where T : struct => fields.MaybeValue(setting.Name, setting.Shape, setting.Description);
}
