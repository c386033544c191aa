using Chimera.Engine.Discovery;
using Chimera.Engine.Execution;
using Chimera.Engine.Record;
using Chimera.Fleet.Activation;
using Chimera.Fleet.Tests.Realm;

namespace Chimera.Fleet.Tests.Faults;

/// <summary>What must be true of a host after a rollout, whatever happened to it.</summary>
internal sealed class Aftermath(Controller controller, FaultyHost host, Outcome outcome, IReadOnlyList<RecordedEvent> ledger)
{
    /// <summary>Where the host is; what is wrong about that is complained of.</summary>
    public async Task<Ends> LookAsync(Ends allowed)
    {
        var step = host.Order!.Step;
        var seen = await controller.Realm.SeeAsync(step);
        if (seen.Trial is { } trial)
        {
            // A program that a dead decider had started may take hold after the controller's last look; whoever comes next ends that.
            Require(trial.Phase == TrialPhase.Interrupted && !outcome.Arrived, $"is held in {trial.Phase}");
            Require(await SettleAsync() is Reply.Done or Reply.Reverted, "could not be settled");
            seen = await controller.Realm.SeeAsync(step);
        }

        host.From = seen.Committed;
        var end = seen.Committed == step.To ? Ends.New : Ends.Old;
        Require(seen.Committed == step.To || seen.Committed == step.From, $"is committed to {seen.Committed}");
        Require(seen.Live == seen.Committed, $"is live {seen.Live} and committed to {seen.Committed}");
        Require(seen.Trial is null, $"is held in {seen.Trial?.Phase} by {seen.Trial?.Rollout} after it was settled");
        var runs = host.Text("/var/lib/live").Trim();
        Require(seen.Committed is { } committed && runs == FaultSystem.NameOf(committed), $"runs {runs}");
        Require(allowed.HasFlag(end), $"is at its {end} generation, which is not {allowed}");
        CheckStory(end);
        return end;
    }

    /// <summary>Every effect was intended before, and what was told is what is.</summary>
    private void CheckStory(Ends end)
    {
        var id = host.Order!.Step.Id.ToString();
        var told = ledger.Where(entry => entry.Data["target"]?.ToString() == id).Select(entry => entry.Type).ToList();
        Require(told.LastOrDefault() == $"step.{OutcomeDocument.NameOf(outcome)}", $"the ledger ends with {told.LastOrDefault()}");
        Require(outcome is Outcome.Lost || outcome.Arrived == (end == Ends.New), "that is not what was reported");
        Require(!Wrote("phase armed") || told.Contains(EventTypes.StepApplying), "it was changed without intent");
        Require(!Wrote("phase committing") || told.Contains(EventTypes.StepCommitting), "it was committed without intent");
        Require(!Wrote("ended reverted withdrawn") || told.Contains(EventTypes.StepReverting), "it was reverted without intent");
        Require(Wrote("ended committed") == (end == Ends.New) || (end == Ends.Old && host.WentBack), "its own record says otherwise");
        Require(InOrder(told, EventTypes.StepApplying, EventTypes.StepCommitting), "the ledger commits before it applies");
        Require(InOrder(told, EventTypes.StepCommitting, EventTypes.StepCommitted), "the ledger has committed before it commits");
    }

    private bool Wrote(string line) => host.Record.Contains(line, StringComparison.Ordinal);

    private static bool InOrder(List<string> told, string first, string second) =>
        !told.Contains(second) || (told.Contains(first) && told.IndexOf(first) < told.LastIndexOf(second));

    private Task<Reply> SettleAsync()
    {
        HostActivator activator = new(controller.Channels.To(host.Spec.Access), host.Profile, ActivationLimits.Default);
        return activator.SettleAsync(TestContext.Current.CancellationToken);
    }

    private void Require(bool holds, string otherwise)
    {
        if (!holds)
            host.Complain($"{otherwise}; reported {OutcomeDocument.NameOf(outcome)}: {OutcomeDocument.WhyOf(outcome)?.Message}");
    }
}
