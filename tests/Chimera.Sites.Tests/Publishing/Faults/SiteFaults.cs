using System.Text;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Record;
using Chimera.Sites.Tests.Publishing.Rollouts;

namespace Chimera.Sites.Tests.Publishing.Faults;

/// <summary>
/// One site, one rollout after another, in each of which one thing goes wrong at one place. After each, visitors get the old release or the new one, whole, and the record
/// says which; and a rollout without trouble brings them the next one.
/// </summary>
/// <param name="open">A new site before a new platform, for each trouble: platforms keep what was ever deployed.</param>
internal sealed class SiteFaults(Func<FaultySite> open, FaultTable table) : IDisposable
{
    private static readonly RolloutPolicy Patient = RolloutPolicy.Default with
    {
        Canary = 0, MinHealthyTime = TimeSpan.Zero, HealthyDeadline = TimeSpan.FromMinutes(2), ProgressDeadline = TimeSpan.FromHours(1),
    };

    // For what must fail: it is asked once or twice.
    private static readonly RolloutPolicy Impatient = Patient with { HealthyDeadline = TimeSpan.FromMilliseconds(20) };

    private static readonly RolloutPhase[] States =
        [RolloutPhase.Observing, RolloutPhase.Preparing, RolloutPhase.Applying, RolloutPhase.Verifying, RolloutPhase.Committing, RolloutPhase.Reverting];

    private FaultySite _site = open();
    private int _rollouts;
    private int _checked;

    public string Name => _site.Name;

    private CloudStage Stage => _site.Stage;

    /// <param name="most">How many places in each state each trouble comes to.</param>
    /// <param name="states">In how many of the states each trouble comes, in turn.</param>
    public async Task RunAsync(int most, int states)
    {
        await BeginAsync();
        var forth = await RehearseAsync(isBroken: false);
        var back = (await RehearseAsync(isBroken: true)).Where(met => met.State == RolloutPhase.Reverting);
        var places = States.ToDictionary(state => state, state => Places(forth.Concat(back).Where(met => met.State == state)));
        var turn = 0;
        foreach (var kind in TroubleKind.All)
        {
            await BeginAsync();
            var able = States.Where(state => places[state].Exists(met => kind.Comes(met))).ToList();
            foreach (var state in able.Where((_, index) => (index + turn) % able.Count < states).ToList())
            {
                var comes = places[state].Where(kind.Comes).ToList();
                var first = turn;
                foreach (var at in Enumerable.Range(0, Math.Min(most, comes.Count)).Select(next => comes[(first + next) % comes.Count]))
                {
                    table.Add(kind.Name, state, await StrikeAsync(kind, at));
                }
            }

            turn++;
        }
    }

    /// <summary>The controller is killed after each event that it writes, and before it.</summary>
    public async Task KillAtEventsAsync(bool isBeforeToo)
    {
        foreach (var isBroken in new[] { false, true })
        {
            await BeginAsync();
            var before = Stage.Journal.Events.Count;
            _site.Write();
            Stage.IsBroken = isBroken;
            Stage.Policy = isBroken ? Impatient : Patient;
            await DeployAsync();
            var events = Stage.Journal.Events.Skip(before).Select(one => one.Type).ToList();
            Stage.IsBroken = false;
            for (var at = 0; at < events.Count; at++)
            {
                foreach (var isAfter in isBeforeToo ? new[] { false, true } : [true])
                {
                    table.Add(isBroken, events[at], isAfter, await KillAtEventAsync(at, isAfter, isBroken));
                }
            }
        }
    }

    public void Dispose() => _site.Dispose();

    /// <summary>A site of which two releases were shown.</summary>
    private async Task BeginAsync()
    {
        _site.Dispose();
        _site = open();
        _checked = 0;
        Stage.Watch = _site;
        Stage.Policy = Patient;
        for (var release = 0; release < 2; release++)
        {
            _site.Write();
            Assert.IsType<Outcome.Committed>(await DeployAsync());
        }
    }

    private async Task<FaultTable.End> StrikeAsync(TroubleKind kind, Met at)
    {
        var isBroken = at.State == RolloutPhase.Reverting;
        var (old, wanted, plan) = await PlanAsync(isBroken);
        HastyTime time = new(isHasty: false);
        Stage.Clock = time;
        var journal = Stage.Journal;
        _site.Troubles.WhenDown = () =>
        {
            journal.IsDead = kind.Kills;
            // What is left of a rollout looks for its target until its time is over.
            time.Hurry();
        };
        var rollout = $"r{++_rollouts}";
        _site.Troubles.Arm(kind.Trouble, at);
        Outcome? outcome = null;
        if (kind.Kills)
        {
            await Stage.RunUntilKilledAsync(rollout, plan, _site.Troubles.Struck);
            Stage.Clock = TimeProvider.System;
        }
        else
        {
            using var realm = Stage.Controller();
            outcome = await Stage.RunAsync(realm, plan, rollout);
        }

        var where = $"{_site.Name}: {kind.Name} at {at}";
        Assert.True(_site.Troubles.Struck.IsCompleted, $"{where} never came");
        await _site.Troubles.EndAsync();
        return await EndAsync(where, old, wanted, outcome ?? await FinishAsync(rollout, plan, old, wanted), isBroken);
    }

    private async Task<FaultTable.End> KillAtEventAsync(int at, bool isAfter, bool isBroken)
    {
        var (old, wanted, plan) = await PlanAsync(isBroken);
        var rollout = $"r{++_rollouts}";
        var left = at;
        TaskCompletionSource killed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Stage.Journal.Dies = (_, isWritten) =>
        {
            var isIt = isWritten == isAfter && left == 0;
            left -= isWritten ? 1 : 0;
            if (isIt)
            {
                _site.Troubles.GoDown();
                killed.TrySetResult();
            }

            return isIt;
        };
        _site.Troubles.Arm(Trouble.None, null);
        await Stage.RunUntilKilledAsync(rollout, plan, killed.Task);
        Assert.True(killed.Task.IsCompleted, $"{_site.Name}: event {at} was never written");
        await _site.Troubles.EndAsync();
        return await EndAsync($"{_site.Name}: killed {(isAfter ? "after" : "before")} event {at}", old, wanted, await FinishAsync(rollout, plan, old, wanted), isBroken);
    }

    private async Task<(GenerationId? Old, GenerationId Wanted, Plan Plan)> PlanAsync(bool isBroken)
    {
        var old = _site.Whole();
        var wanted = _site.Write();
        Stage.Policy = isBroken ? Impatient : Patient;
        using var planner = Stage.Controller();
        var plan = await Stage.PlanAsync(planner);
        Stage.IsBroken = isBroken;
        return (old, wanted, plan);
    }

    /// <summary>Whoever comes next, without any trouble.</summary>
    private async Task<Outcome> FinishAsync(string rollout, Plan plan, GenerationId? old, GenerationId wanted)
    {
        var between = _site.Whole();
        Assert.True(between == old || between == wanted, $"{between} is neither release");
        return await Stage.FinishAsync(rollout, plan);
    }

    private async Task<FaultTable.End> EndAsync(string where, GenerationId? old, GenerationId wanted, Outcome outcome, bool isBroken)
    {
        Stage.IsBroken = false;
        Stage.Clock = TimeProvider.System;
        var live = _site.Whole();
        Assert.True(live == old || live == wanted, $"{where}: visitors get {live}, neither {old} nor {wanted}");
        var told = $"{where}: {outcome}, and visitors get the {(live == wanted ? "new" : "old")} release";
        Assert.True(outcome is Outcome.Lost || live == (outcome.Arrived ? wanted : old), told);
        Assert.True(!isBroken || !outcome.Arrived, told);
        AssertRecord(told, live, outcome);
        if (!outcome.Arrived)
        {
            var next = _site.Write();
            Stage.Policy = Patient;
            var mended = await DeployAsync();
            Assert.True(mended is Outcome.Committed, $"{told}; then {mended}");
            Assert.Equal(next, _site.Whole());
            AssertRecord($"{told}; then", next, mended);
        }

        Assert.DoesNotContain(Stage.Notes.Names, name => name.StartsWith("trial-", StringComparison.Ordinal));
        return outcome is Outcome.Lost ? FaultTable.End.Lost : live == wanted ? FaultTable.End.New : FaultTable.End.Old;
    }

    /// <summary>What the record says last of the target is what the platform shows.</summary>
    private void AssertRecord(string told, GenerationId? live, Outcome outcome)
    {
        var events = Stage.Journal.Events;
        if (outcome is not Outcome.Lost)
        {
            var world = events.LastOrDefault(one => one.Type == EventTypes.WorldRecorded);
            var recorded = world is null ? null : World.Read(world).Targets.GetValueOrDefault(Stage.Target.Id)?.Generation;
            Assert.True(recorded == live, $"{told}: the record has {recorded}, the platform {live}");
        }

        var ended = events.Last(one => one.Type == EventTypes.RolloutEnded).Data["outcomes"]![Stage.Target.Id.ToString()]!;
        Assert.Equal(OutcomeDocument.NameOf(outcome), ended["outcome"]!.GetValue<string>());
        foreach (var text in events.Skip(_checked).Select(one => one.Data.ToJsonString()).Concat(Stage.Notes.Names.Select(name => Encoding.UTF8.GetString(Stage.Notes.Read(name) ?? []))))
        {
            Assert.All(_site.Secrets, secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
        }

        _checked = events.Count;
    }

    private Task<Outcome> DeployAsync() => Stage.DeployAsync($"r{++_rollouts}");

    private async Task<IReadOnlyList<Met>> RehearseAsync(bool isBroken)
    {
        var (_, _, plan) = await PlanAsync(isBroken);
        _site.Troubles.Arm(Trouble.None, null);
        using var realm = Stage.Controller();
        var outcome = await Stage.RunAsync(realm, plan, $"r{++_rollouts}");
        Assert.Equal(!isBroken, outcome.Arrived);
        var seen = _site.Troubles.Seen;
        await _site.Troubles.EndAsync();
        Stage.IsBroken = false;
        return seen;
    }

    /// <summary>The first and the last of each kind: those between them are like them. Which of them is the longest is another each time, where several are sent at once.</summary>
    private static List<Met> Places(IEnumerable<Met> seen) =>
        [.. seen.GroupBy(met => met.Operation).SelectMany(same => new[] { same.First(), same.Last() }.DistinctBy(met => met.Nth).Select(met => met with { Bytes = same.Max(one => one.Bytes) }))];
}
