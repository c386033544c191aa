using System.Collections.Frozen;
using System.Collections.Immutable;
using Chimera.Engine.Execution;
using Chimera.Engine.Validation;
using Chimera.Fleet.Declaration;
using Chimera.Fleet.Hosts;

namespace Chimera.Fleet.Activation;

/// <summary>One pass over the checks of a host on trial: those on the host in one call, then those from here.</summary>
/// <param name="address">Where the controller's own checks find the host.</param>
public sealed class HostProbe(IHostChannel channel, string profile, string address, ControllerChecks here, ActivationLimits limits)
{
    private static readonly FrozenSet<string> Once = TrialState.Keys.Once.ToFrozenSet();
    private static readonly FrozenSet<string> Often = FrozenSet.Create([.. TrialState.Keys.Often, "pass", "fail", "output"]);

    public async Task<Health> VerifyAsync(RolloutId rollout, ImmutableArray<HealthCheck> checks, CancellationToken cancel)
    {
        var there = checks.Where(check => !ControllerChecks.Makes(check)).ToImmutableArray();
        var time = there.Aggregate(limits.Answer, (sum, check) => sum + check.Timeout);
        var health = await channel.CallAsync(new HostCall("probe", [profile, rollout.Value, .. there.SelectMany(Words)], time), cancel) switch
        {
            HostReply.Finished { ExitCode: 0 } finished => Read(finished.Output, there),
            HostReply.Finished failed => new Health.Unhealthy(HostFailures.Failed("probe", failed)),
            HostReply.Unreachable unreachable => new Health.Unhealthy(unreachable.Why, Answered: false),
            HostReply.Broken broken => new Health.Unhealthy(broken.Why, Answered: false),
            _ => throw new InvalidOperationException("no such host reply"),
        };
        return health is not Health.Healthy
            ? health
            : await here.FirstFailureAsync([.. checks.Where(ControllerChecks.Makes)], address, cancel) is { } why
                ? new Health.Unhealthy(why)
                : health;
    }

    /// <summary>The arguments of one check; four, always.</summary>
    private static string[] Words(HealthCheck check) => check switch
    {
        HealthCheck.Command command => [Seconds(check), "command", command.Line, "-"],
        HealthCheck.Tcp tcp => [Seconds(check), "tcp", tcp.Port.ToString(), "-"],
        HealthCheck.Http http => [Seconds(check), "http", http.Url, http.Status.ToString()],
        HealthCheck.Unit unit => [Seconds(check), "unit", unit.Name, "-"],
        _ => throw new InvalidOperationException("no such check"),
    };

    private static string Seconds(HealthCheck check) => ((long)Math.Ceiling(check.Timeout.TotalSeconds)).ToString();

    private static Health Read(string output, ImmutableArray<HealthCheck> checks)
    {
        if (Answer.Read(output, Once, Often) is not { } answer || TrialState.Read(answer) is not { } state)
        {
            return new Health.Unhealthy(HostFailures.BadReply("probe", output));
        }

        switch (state)
        {
            case TrialState.Reverted reverted:
                return new Health.Gone(reverted.Why);
            case not (TrialState.OnTrial or TrialState.Committed):
                return new Health.Unhealthy(HostFailures.Unexpected("probe", state));
        }

        var results = answer.Lines.Where(line => line.Key is "pass" or "fail").ToImmutableArray();
        if (results.Length != checks.Length)
        {
            return new Health.Unhealthy(HostFailures.BadReply("probe", output));
        }

        var failed = Enumerable.Range(0, results.Length).Where(index => results[index].Key == "fail").ToImmutableArray();
        return failed is [var first, ..]
            ? new Health.Unhealthy(More(CheckFindings.Of(checks[first], results[first].Value, OutputOf(answer, first)), failed.Length - 1))
            : new Health.Healthy();
    }

    /// <summary>What the check printed at its end: the lines between its result and the next.</summary>
    private static string OutputOf(Answer answer, int result)
    {
        var number = -1;
        List<string> lines = [];
        foreach (var (key, value) in answer.Lines)
        {
            number += key is "pass" or "fail" ? 1 : 0;
            if (key == "output" && number == result && Printable.Line(value) is { Length: > 0 } line)
            {
                lines.Add(line);
            }
        }

        return string.Join(" | ", lines);
    }

    private static Finding More(Finding first, int others) => others == 0
        ? first
        : first with { Message = $"{first.Message} (and {others} more {(others == 1 ? "check" : "checks")} failed)" };
}
