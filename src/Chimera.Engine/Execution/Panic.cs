using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Chimera.Engine.Discovery;
using Chimera.Engine.Planning;
using Chimera.Engine.Record;
using Chimera.Engine.Truth;
using Chimera.Engine.Validation;

namespace Chimera.Engine.Execution;

/// <summary>
/// Takes the last change back everywhere at once: no evaluation, no build, no copy, no waves. Each target still has the
/// generation it goes back to. What is left behind goes into quarantine.
/// </summary>
public sealed class Panic(RolloutContext context, RolloutId id)
{
    /// <summary>The steps to be undone now: those of a panic that was itself cut off, or else what <see cref="Undo"/> says.</summary>
    /// <param name="unfinished">The plan of a rollout that was cut off; what it began is undone.</param>
    public static async Task<ImmutableArray<Step>> FindUndoAsync(IHistory journal, Plan? unfinished, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(journal);
        var history = await WorldHistory.ReadAsync(journal, cancel);
        if (unfinished is null && await CutOffAsync(journal, history, cancel) is { IsEmpty: false } again)
        {
            return again;
        }

        return Undo(history, await Quarantine.ReadAsync(journal, cancel), unfinished);
    }

    /// <summary>The steps that would be undone: from the good generation to the one to leave. Empty when there is nothing to go back to.</summary>
    /// <param name="unfinished">The plan of a rollout that was cut off; what it began is undone.</param>
    public static ImmutableArray<Step> Undo(WorldHistory history, Quarantine quarantine, Plan? unfinished)
    {
        ArgumentNullException.ThrowIfNull(history);
        if (unfinished is not null)
        {
            return [.. unfinished.Steps.Where(step => !step.AtRest)];
        }

        return history.LastGood(quarantine) is not { } good
            ? []
            : [.. history.Latest.Targets.Values
                .Where(now => good.Targets.TryGetValue(now.Target.Id, out var then) && then.Generation != now.Generation)
                .Select(now => new Step(now.Target, good.Targets[now.Target.Id].Generation, now.Generation, now.Generation, Difference.None))];
    }

    /// <param name="rollout">The unfinished rollout that holds the targets, if there is one.</param>
    public async Task<RolloutReport> RunAsync(ImmutableArray<Step> undo, Unfinished? rollout)
    {
        await AppendAsync(EventTypes.PanicStarted, new()
        {
            ["targets"] = new JsonArray([.. undo.Select(step => new JsonObject
            {
                ["target"] = step.Id.ToString(), ["from"] = step.To.Value, ["to"] = step.From?.Value,
            })]),
        });
        var outcomes = await Task.WhenAll(undo.Select(step => RevertAsync(step, rollout?.Rollout ?? id)));
        var report = new RolloutReport(
            id, rollout?.PlanDigest ?? "", undo.Zip(outcomes).ToImmutableSortedDictionary(pair => pair.First.Id, pair => pair.Second), Interrupted: false);
        await EndAsync(undo, rollout, report);
        return report;
    }

    /// <summary>What a panic wanted that has no end in the record. Going on from what it left would go back once too often.</summary>
    private static async Task<ImmutableArray<Step>> CutOffAsync(IHistory journal, WorldHistory history, CancellationToken cancel)
    {
        var last = await journal.LatestAsync([EventTypes.PanicStarted, EventTypes.PanicEnded, EventTypes.RolloutStarted], 1, cancel);
        if (last is not [{ Type: EventTypes.PanicStarted } started])
        {
            return [];
        }

        return started.Read<ImmutableArray<Step>>(facts =>
        [
            .. from entry in facts.Parts("targets")
               let known = history.NewestOf(TargetId.Parse(entry.Text("target")))
               where known is not null
               let left = new GenerationId(entry.Text("from"))
               let back = entry.TextOrNull("to") is { } to ? new GenerationId(to) : (GenerationId?)null
               select new Step(known.Target, back, left, left, Difference.None),
        ]);
    }

    private async Task<Outcome> RevertAsync(Step step, RolloutId holder)
    {
        var realm = context.Realms.Of(step.Id);
        context.Watch.Report(new TargetProgress(step.Id, RolloutPhase.Reverting, null));
        var reply = await realm.RevertAsync(new Order(holder, step, TimeSpan.Zero, context.Holder, Wave.Rest), CancellationToken.None);
        var outcome = reply switch
        {
            Reply.Done { Seen: { } seen } => Confirmed(step, seen),
            Reply.Done or Reply.Reverted => await LookAsync(realm, step),
            Reply.Refused refused => new Outcome.Refused(refused.Why),
            Reply.Unreachable unreachable => new Outcome.Unreachable(unreachable.Why),
            Reply.Lost lost => new Outcome.Lost(lost.Why),
            _ => throw new InvalidOperationException($"no such reply: {reply}"),
        };
        context.Watch.Report(new TargetProgress(step.Id, RolloutPhase.Ended, OutcomeDocument.NameOf(outcome)));
        return outcome;
    }

    private async Task<Outcome> LookAsync(IRealm realm, Step step) => await realm.ObserveAsync(step.Target, CancellationToken.None) switch
    {
        Sighting.Seen seen => Confirmed(step, seen),
        Sighting.Unseen unseen => new Outcome.Lost(unseen.Why),
        _ => throw new InvalidOperationException("no such sighting"),
    };

    /// <summary>A revert counts when the target itself says where it is.</summary>
    private Outcome Confirmed(Step step, Sighting.Seen seen) => seen.Live == step.From && seen.Committed == step.From
        ? new Outcome.Reverted(Why(step))
        : new Outcome.Lost(step.Stale(seen));

    private async Task EndAsync(ImmutableArray<Step> undo, Unfinished? rollout, RolloutReport report)
    {
        var reverted = undo.Where(step => report.Outcomes[step.Id] is Outcome.Reverted).ToList();
        var held = await Quarantine.ReadAsync(context.Journal, CancellationToken.None);
        // All at once: what is written together is synced together.
        await Task.WhenAll(reverted.Select(step => step.To).Distinct().Where(left => !held.Held.ContainsKey(left)).Select(left =>
            context.Journal.AppendAsync(
                Quarantine.Entry(left, Finding.Error("panic.reverted", $"it was taken back by panic {id}"), id), CancellationToken.None)));

        var world = (await World.LatestAsync(context.Journal, CancellationToken.None)).Targets.ToBuilder();
        foreach (var step in reverted)
        {
            if (step.From is { } from)
            {
                world[step.Id] = new WorldTarget(step.Target, from);
            }
            else
            {
                world.Remove(step.Id);
            }
        }

        await context.Journal.AppendAsync(World.Entry($"panic {id}", world.Values), CancellationToken.None);
        if (rollout is not null)
        {
            await new RolloutLog(context.Journal, rollout.Rollout).EndedAsync(report);
        }

        await AppendAsync(EventTypes.PanicEnded, new()
        {
            ["outcomes"] = new JsonObject(report.Outcomes.Select(pair =>
                KeyValuePair.Create<string, JsonNode?>(pair.Key.ToString(), OutcomeDocument.Write(pair.Value)))),
        });
    }

    private Finding Why(Step step) => Finding.Error("panic.reverted", $"panic {id} took {step.To} back", target: step.Id);

    private Task<RecordedEvent> AppendAsync(string type, JsonObject data) =>
        context.Journal.AppendAsync(new DomainEvent($"panic/{id}", type, data), CancellationToken.None);
}
