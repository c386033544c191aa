using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Record;
using Chimera.Fleet.Tests.Lab;
using Chimera.Fleet.Tests.Realm;

namespace Chimera.Fleet.Tests.Faults;

/// <summary>
/// One rollout after another over all hosts, in each of which every host but one has trouble of its own. After each, every host must
/// be whole; and a rollout without trouble must bring all of them to the new generation.
/// </summary>
internal sealed class FaultRounds(FaultLab lab, FaultTable table)
{
    private static readonly RolloutPolicy Policy = RolloutPolicy.Default with
    {
        Canary = 0, MaxParallel = FaultLab.HostCount, MinHealthyTime = TimeSpan.Zero, HealthyDeadline = TimeSpan.FromMinutes(1),
        AutoRevert = false, MaxFailures = int.MaxValue, ProgressDeadline = TimeSpan.FromHours(1),
    };

    private static readonly RolloutPolicy Impatient = Policy with { HealthyDeadline = TimeSpan.FromSeconds(1) };

    private readonly Dictionary<(string Profile, HostState State), int> _commands = [];
    private int _round;

    public IEnumerable<string> Complaints => lab.Hosts.SelectMany(host => host.Complaints);

    /// <summary>Brings all hosts to a first generation, and counts what they do on the way to a second one and on a way back.</summary>
    public async Task BeginAsync()
    {
        await StandAsync(_ => 0);
        await DeployAsync("base", await FaultSystem.AddAsync("base"));
        await RehearseAsync(await FaultSystem.AddAsync("rehearsal-forth"), mustFail: false);
        var back = await FaultSystem.AddAsync("rehearsal-back");
        await RehearseAsync(back, mustFail: true);
        await DeployAsync("rehearsed", back);
    }

    /// <param name="runs">What happens to each host, in the order of the hosts; nothing to those beyond its end.</param>
    public async Task RoundAsync(IReadOnlyList<FaultRun> runs)
    {
        var name = $"round-{++_round}";
        var to = await FaultSystem.AddAsync(name);
        await StandAsync(index => runs.ElementAtOrDefault(index)?.Hits.Length ?? 0);
        var steps = await Task.WhenAll(lab.Hosts.Select((host, index) => BeginAsync(host, RunOf(index), name, to, index)));
        var trouble = lab.Hosts.Select((host, index) => DriveAsync(host, RunOf(index))).ToList();
        var report = await RunAsync(name, PlanOf(name, steps), runs);
        // A controller that is killed between the record and the telling leaves it to us.
        foreach (var host in lab.Hosts)
            host.Hear(RolloutPhase.Ended);
        await Task.WhenAll(trouble);
        await LookAsync(name, report, runs);
        await DeployAsync(name + "-again", to);

        FaultRun RunOf(int index) => runs.ElementAtOrDefault(index) ?? FaultRun.None;
    }

    private async Task<RolloutReport> RunAsync(string name, Plan plan, IReadOnlyList<FaultRun> runs)
    {
        var running = lab.RunAsync(name, plan);
        if (!runs.Any(run => run.Hits.Any(hit => hit.Fault == HostFaults.Controller)))
            return await running;
        await Task.WhenAll(lab.Hosts.Take(runs.Count).Select(host => Task.WhenAny(host.Stands, host.Ended)));
        await lab.KillControllerAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => running);
        foreach (var host in lab.Hosts)
            host.GoesOn.TrySetResult();
        await lab.RestartControllerAsync();
        return await lab.RunAsync(name, plan);
    }

    private async Task<Step> BeginAsync(FaultyHost host, FaultRun run, string name, GenerationId to, int index)
    {
        var system = run.To is { } own ? new GenerationId(own) : to;
        var unhealthy = run.MustFail && index % 2 == 0;
        if (unhealthy)
            host.Gate.Put("unhealthy", "");
        else if (run.MustFail)
            host.Gate.Put("fails", FaultSystem.NameOf(system));
        var step = host.Begin(name, system, unhealthy ? Impatient : Policy);
        foreach (var hit in run.Hits)
            await hit.Fault.Before(host);
        if (run.Hits is [{ Fault.IsGated: true } first, ..])
            Arm(host, first, 0);
        return step;
    }

    /// <summary>Waits for each moment, lets the fault come, lets the host go on.</summary>
    private async Task DriveAsync(FaultyHost host, FaultRun run)
    {
        List<IDisposable> open = [];
        List<Task> cures = [.. run.Hits.Where(hit => !hit.Fault.IsGated).Select(hit => hit.Fault.Cure(host))];
        for (var number = 0; number < run.Hits.Count(hit => hit.Fault.IsGated); number++)
        {
            var (hit, hitNumber) = (run.Hits[number], number);
            await Patience.UntilAsync(() => host.Gate.HasReached(hitNumber) || host.Ended.IsCompleted);
            if (!host.Gate.HasReached(number))
            {
                host.Complain($"{hit} never came");
                break;
            }

            host.Gate.Disarm();
            await hit.Fault.Inject(host);
            if (number + 1 < run.Hits.Length)
                Arm(host, run.Hits[number + 1], number + 1);
            open.Add(host.Gate.Open(number));
            cures.Add(hit.Fault.Cure(host));
        }

        await Task.WhenAll(cures);
        await host.Ended;
        open.ForEach(gate => gate.Dispose());
    }

    private async Task LookAsync(string name, RolloutReport report, IReadOnlyList<FaultRun> runs)
    {
        var ledger = await lab.Controller.EventsAsync($"rollout/{name}");
        var looks = lab.Hosts.Select(async (host, index) =>
        {
            var run = runs.ElementAtOrDefault(index) ?? FaultRun.None;
            var end = await new Aftermath(lab.Controller, host, report.Outcomes[host.Order!.Step.Id], ledger).LookAsync(run.Allowed);
            foreach (var hit in run.Hits)
                await hit.Fault.After(host);
            TestContext.Current.SendDiagnosticMessage($"{name} {host.Name} {end}: {run}");
            return (Run: run, End: end);
        });
        foreach (var (run, end) in await Task.WhenAll(looks))
        {
            foreach (var hit in run.Hits)
                table.Add(hit.Fault, hit.State, end);
        }
    }

    /// <summary>A rollout in which nothing goes wrong: everybody arrives.</summary>
    private async Task DeployAsync(string name, GenerationId to)
    {
        foreach (var host in lab.Hosts)
        {
            host.Gate.Put("fails", "");
            host.Gate.Remove("unhealthy");
        }

        var report = await lab.RunAsync(name, PlanOf(name, lab.Hosts.Select(host => host.Begin(name, to, Policy))));
        await Task.WhenAll(lab.Hosts.Select(host => ArriveAsync(host, report.Outcomes[host.Order!.Step.Id], to)));
        await Leftovers.GoneAsync(lab.Hosts);
    }

    private async Task ArriveAsync(FaultyHost host, Outcome outcome, GenerationId to)
    {
        var seen = await lab.Controller.Realm.SeeAsync(host.Order!.Step);
        var runs = host.Text("/var/lib/live").Trim();
        if (!outcome.Arrived || (seen.Live, seen.Committed, seen.Trial) != (to, to, null) || runs != FaultSystem.NameOf(to))
            host.Complain($"did not arrive afterwards: {OutcomeDocument.WhyOf(outcome)?.Message}, runs {runs}, {seen}");
        host.From = seen.Committed;
    }

    private async Task RehearseAsync(GenerationId to, bool mustFail)
    {
        await StandAsync(_ => 0);
        var name = FaultSystem.NameOf(to);
        List<Step> steps = [];
        foreach (var host in lab.Hosts)
        {
            if (mustFail)
                host.Gate.Put("fails", name);
            steps.Add(host.Begin(name, to, Policy));
            host.Gate.Note(host.RecordFile);
        }

        var report = await lab.RunAsync(name, PlanOf(name, steps));
        foreach (var host in lab.Hosts)
        {
            host.Gate.Disarm();
            host.From = mustFail ? host.From : to;
            Assert.Equal(!mustFail, report.Outcomes[host.Order!.Step.Id].Arrived);
            foreach (var (state, count) in host.Gate.Noted().Where(noted => !mustFail || noted.Key == HostState.Revert))
                _commands[(host.Profile, state)] = count;
        }
    }

    private static Plan PlanOf(string name, IEnumerable<Step> steps) => new(PlanIntent.Deploy, $"truth of {name}", [.. steps]);

    private void Arm(FaultyHost host, Hit hit, int number) =>
        host.Gate.Arm(number, hit.State, hit.Before(_commands[(host.Profile, hit.State)]), host.RecordFile);

    private Task StandAsync(Func<int, int> hits) => Task.WhenAll(lab.Hosts.Select((host, index) => host.Gate.StandAsync(hits(index))));
}
