using Chimera.Engine.Validation;

namespace Chimera.Engine.Execution;

/// <summary>Turns single health passes into a verdict: healthy for long enough, not healthy in time, or wrong for good.</summary>
internal sealed class HealthWatch(RolloutPolicy policy, TimeSpan trialStart)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private TimeSpan? _healthySince;
    private Health.Unhealthy? _lastFailure;

    public TimeSpan Deadline { get; } = trialStart + policy.HealthyDeadline;

    /// <summary>How long to wait before the next pass: a few passes within the healthy time, and never a busy loop.</summary>
    public TimeSpan Pause { get; } =
        TimeSpan.FromTicks(Math.Clamp(policy.MinHealthyTime.Ticks / 4, Shortest.Ticks, Longest.Ticks));

    /// <summary>Takes in one pass that ran from <paramref name="begun"/> to <paramref name="ended"/>.</summary>
    public Verdict Take(Health pass, TimeSpan begun, TimeSpan ended)
    {
        switch (pass)
        {
            case Health.Gone gone:
                return new Verdict.Gone(gone.Why);
            case Health.Wrong wrong:
                return new Verdict.Wrong(wrong.Why);
            case Health.Healthy:
                _healthySince ??= begun;
                _lastFailure = null;
                if (ended - _healthySince >= policy.MinHealthyTime)
                {
                    return new Verdict.Healthy();
                }

                break;
            case Health.Unhealthy unhealthy:
                _healthySince = null;
                _lastFailure = unhealthy;
                break;
        }

        return ended >= Deadline ? new Verdict.Unhealthy(_lastFailure?.Why ?? TooShort(), _lastFailure?.Answered ?? true) : new Verdict.Waiting();
    }

    private Finding TooShort() => Finding.Error(
        "rollout.not-healthy-in-time",
        $"the checks passed, but not for {policy.MinHealthyTime.TotalSeconds:0.###} s without a break before healthy_deadline ({policy.HealthyDeadline.TotalSeconds:0.###} s)",
        "give healthy_deadline more room than min_healthy_time");

    internal abstract record Verdict
    {
        private Verdict()
        {
        }

        internal sealed record Waiting : Verdict;

        internal sealed record Healthy : Verdict;

        internal sealed record Unhealthy(Finding Why, bool Answered) : Verdict;

        /// <summary>The deadline is not waited for.</summary>
        internal sealed record Wrong(Finding Why) : Verdict;

        internal sealed record Gone(Finding Why) : Verdict;
    }
}
