using System.CommandLine;
using Chimera.Cli.Composition;
using Chimera.Cli.Terminal;
using Chimera.Engine.Record;
using Chimera.Engine.Validation;

namespace Chimera.Cli.Commands;

/// <summary>What failed is parked with its evidence: looked at, tried again, or put aside for good. It stops nothing else meanwhile.</summary>
internal static class QuarantineCommand
{
    public static Command Create(Streams streams) => new("quarantine", "What failed and may not be deployed again: see it, its evidence, try it again or discard it")
    {
        List(streams), Show(streams), Replay(streams), Discard(streams),
    };

    private static Command List(Streams streams)
    {
        var all = new Option<bool>("--all") { Description = "Those that were discarded, too" };
        var command = new Command("list", "List what is held, oldest first") { all };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var workspace = await Workspace.OpenAsync(parsed, streams, cancel);
            var held = await Quarantine.CasesAsync(workspace.State, cancel);
            foreach (var one in held.Where(one => one.Discarded is null || parsed.GetValue(all)))
            {
                QuarantineOutput.Write(one, parsed.GetValue(GlobalOptions.Output), streams);
            }

            return (int)ExitCode.Ok;
        });
        return command;
    }

    private static Command Show(Streams streams)
    {
        var generation = Generation();
        var command = new Command("show", "Print the events that led there, oldest first") { generation };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var workspace = await Workspace.OpenAsync(parsed, streams, cancel);
            var held = await FindAsync(workspace, parsed.GetValue(generation)!, cancel);
            var format = parsed.GetValue(GlobalOptions.Output);
            QuarantineOutput.Write(held, format, streams);
            foreach (var happened in await EvidenceAsync(workspace, held, cancel))
            {
                streams.Out.WriteLine(format == OutputFormat.Json ? EventStream.Document(happened).ToLine() : EventText.Of(happened));
            }

            return (int)ExitCode.Ok;
        });
        return command;
    }

    private static Command Replay(Streams streams)
    {
        var generation = Generation();
        var yes = GlobalOptions.Yes();
        var command = new Command("replay", "Allow it again, and carry out the plan in which it failed") { generation, yes };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var workspace = await Workspace.OpenAsync(parsed, streams, cancel);
            workspace.RefuseWhenDisabled();
            await workspace.OpenStateAsync(dry: false, cancel);
            if (await Rollouts.FinishAsync(workspace, dry: false) is { } finished and not ExitCode.Ok)
            {
                return (int)finished;
            }

            var held = await FindAsync(workspace, parsed.GetValue(generation)!, cancel);
            var draft = await workspace.Planner.AgainAsync(await PlanOfAsync(workspace, held, cancel), cancel);
            draft = await Rollouts.ReleaseAsync(workspace, draft, cancel);
            return (int)await Rollouts.CarryOutAsync(
                workspace, draft, "Try it again", parsed.GetValue(yes), dry: false, parsed.GetValue(GlobalOptions.NoInput), parsed.GetValue(GlobalOptions.Output));
        });
        return command;
    }

    private static Command Discard(Streams streams)
    {
        var generation = Generation();
        var why = new Option<string>("--why") { Description = "Why it will not be tried again; it is recorded", HelpName = "TEXT", Required = true };
        var command = new Command("discard", "Put it aside for good: it stays refused, and is listed no more") { generation, why };
        command.SetAction(async (parsed, cancel) =>
        {
            await using var workspace = await Workspace.OpenAsync(parsed, streams, cancel);
            await workspace.OpenStateAsync(dry: false, cancel);
            var held = await FindAsync(workspace, parsed.GetValue(generation)!, cancel);
            var text = parsed.GetValue(why)!;
            if (string.IsNullOrWhiteSpace(text) || text.Any(char.IsControl))
            {
                throw new Stop(ExitCode.Usage, Finding.Error("quarantine.no-reason", "--why is no line of text", "say in a line why it will not be tried again"));
            }

            await workspace.State.Journal.AppendAsync(Quarantine.Discard(held.Generation, text), CancellationToken.None);
            streams.Err.WriteLine($"discarded {held.Generation}");
            return (int)ExitCode.Ok;
        });
        return command;
    }

    private static Argument<string> Generation() => new("GENERATION") { Description = "A part of its name that no other has, e.g. its first digits" };

    private static async Task<QuarantineCase> FindAsync(Workspace workspace, string reference, CancellationToken cancel)
    {
        var held = await Quarantine.CasesAsync(workspace.State, cancel);
        var found = held.Where(one => one.Generation.Value.Contains(reference, StringComparison.Ordinal)).ToList();
        return found is [var one] ? one : throw new Stop(ExitCode.Refused, found.Count == 0
            ? Finding.Error("quarantine.unknown", $"nothing in quarantine is called '{reference}'; nothing was changed", "see 'chimera quarantine list --all'")
            : Finding.Error("quarantine.ambiguous", $"{found.Count} generations in quarantine are called '{reference}'; nothing was changed", "give more of the name"));
    }

    /// <summary>What the rollout recorded of those it was to be brought to, what stopped it, and what they themselves recorded of it; oldest first.</summary>
    private static async Task<IReadOnlyList<RecordedEvent>> EvidenceAsync(Workspace workspace, QuarantineCase held, CancellationToken cancel)
    {
        List<RecordedEvent> evidence = [];
        await foreach (var happened in workspace.State.ReadAsync(held.Rollout.Stream, cancel))
        {
            if (happened.Read(facts => facts.TextOrNull("to")) is not { } to || to == held.Generation.Value)
            {
                evidence.Add(happened);
            }
        }

        var targets = evidence.Select(happened => happened.Read(facts => facts.TextOrNull("target"))).OfType<string>().Distinct().ToList();
        foreach (var target in targets)
        {
            await foreach (var happened in workspace.State.ReadAsync(target, cancel))
            {
                if (happened.Read(facts => facts.TextOrNull("rollout")) == held.Rollout.Value)
                {
                    evidence.Add(happened);
                }
            }
        }

        return [.. evidence.OrderBy(happened => happened.Index)];
    }

    private static async Task<Engine.Planning.Plan> PlanOfAsync(Workspace workspace, QuarantineCase held, CancellationToken cancel)
    {
        await foreach (var happened in workspace.State.ReadAsync(held.Rollout.Stream, cancel))
        {
            if (happened.Type == EventTypes.RolloutStarted)
            {
                return await workspace.State.FindPlanAsync(happened.Read(facts => facts.Text("plan")), cancel);
            }
        }

        throw new Stop(ExitCode.Refused, Finding.Error(
            "quarantine.no-plan", $"rollout {held.Rollout} is not on record; nothing was changed", "deploy it anew, with --release-quarantine"));
    }
}
