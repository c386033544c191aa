using System.CommandLine;
using System.CommandLine.Parsing;
using Chimera.Cli.Composition;
using Chimera.Cli.Terminal;
using Chimera.Engine.Planning;
using Chimera.Engine.Truth.Documents;
using Chimera.Engine.Validation;
using Chimera.Engine.Validation.Simulation;

namespace Chimera.Cli.Commands;

/// <summary>Plays rollouts, a person's own plan or made-up ones, on simulated hosts that fail, and holds them to the invariants.</summary>
internal sealed class RolloutSimulation
{
    private const int RunsOfPlan = 500;
    private const string All = "all";
    private const string None = "none";

    private readonly Option<ulong?> _seed = new("--seed")
    {
        Description = "Play one rollout and tell its whole story: the same seed is the same story on any machine; without --plan, with made-up hosts",
        HelpName = "N",
    };

    private readonly Option<int?> _count = new("--count")
    {
        Description = $"Play so many rollouts, from the seed on (default: {RunsOfPlan} of a plan, 1 with --seed)", HelpName = "N",
    };

    private readonly Option<string?> _plan = new("--plan")
    {
        Description = "Play the rollout of the kept plan with this digest, or of what a deploy would do now, on simulated hosts that fail",
        HelpName = "DIGEST", Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string[]> _faults = new("--faults")
    {
        Description = $"What may go wrong: {All}, {None}, or some of {Wording.Both(FaultText.Names)} (default: {All})",
        HelpName = "KIND,…", Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false,
    };

    public RolloutSimulation()
    {
        _faults.Validators.Add(RefuseUnknown);
        _count.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is < 1)
            {
                result.AddError("--count is from 1 on");
            }
        });
    }

    public void AddTo(Command command)
    {
        command.Options.Add(_plan);
        command.Options.Add(_seed);
        command.Options.Add(_count);
        command.Options.Add(_faults);
    }

    /// <summary>A rollout is asked for, and not a site.</summary>
    public bool IsAskedFor(CommandResult result) => new Option[] { _plan, _seed, _count, _faults }.Any(option => result.GetResult(option) is { Implicit: false });

    public async Task<ExitCode> RunAsync(ParseResult parsed, Streams streams, CancellationToken cancel)
    {
        if (parsed.GetResult(_plan) is not null)
        {
            await using var workspace = await Workspace.OpenAsync(parsed, streams, cancel);
            var plan = await PlanAsync(workspace, parsed.GetValue(_plan), streams, cancel);
            return plan.AtRest ? NothingToDo(streams) : Play(parsed, seed => SimulationRun.Run(plan, seed, FaultsOf(parsed)), plan, streams, cancel);
        }

        return parsed.GetValue(_seed) is not null
            ? Play(parsed, seed => SimulationRun.Run(seed, FaultsOf(parsed)), null, streams, cancel)
            : throw new Stop(ExitCode.Usage, Finding.Error(
                "simulate.nothing-to-play", "--count and --faults say how to play a rollout, but not which", "add --plan for your own, or --seed N for a made-up one"));
    }

    private static async Task<Plan> PlanAsync(Workspace workspace, string? digest, Streams streams, CancellationToken cancel)
    {
        if (digest is not null)
        {
            return await workspace.State.FindPlanAsync(digest, cancel);
        }

        var draft = await Drafting.CompareWithTruthAsync(workspace, selector: null, cancel);
        FindingText.WriteAll(draft.Findings, streams.Err);
        return draft.MayRun ? draft.Plan : throw new Stop(PlanOutput.FailureOf(draft), Finding.Error(
            "simulate.no-plan", "there is no plan that a deploy would carry out", "see why with 'chimera plan'"));
    }

    private ExitCode Play(ParseResult parsed, Func<ulong, SimulationResult> play, Plan? plan, Streams streams, CancellationToken cancel)
    {
        var first = parsed.GetValue(_seed) ?? 1;
        var count = parsed.GetValue(_count) ?? (parsed.GetValue(_seed) is null ? RunsOfPlan : 1);
        var format = parsed.GetValue(GlobalOptions.Output);
        var results = ParallelEnumerable.Range(0, count).AsOrdered().WithCancellation(cancel).Select(index => play(first + (ulong)index)).ToList();
        if (plan is null || count == 1)
        {
            results.ForEach(result => StoryOutput.Write(result, count == 1 || !result.Violations.IsEmpty, format, streams));
        }
        else
        {
            ForecastOutput.Write(plan, Forecast.Of(results), format, streams);
            streams.Err.WriteLine($"seeds {first} to {first + (ulong)count - 1}; see one story with --plan {plan.Digest} --seed N");
        }

        var bad = results.Count(result => !result.Violations.IsEmpty);
        streams.Err.WriteLine(bad == 0 ? "every invariant held" : $"{bad} of {count} seeds broke an invariant: please report them");
        return bad == 0 ? ExitCode.Ok : ExitCode.Unexpected;
    }

    private static ExitCode NothingToDo(Streams streams)
    {
        streams.Err.WriteLine("nothing to do, so there is nothing to play");
        return ExitCode.Ok;
    }

    private IReadOnlySet<FaultKind> FaultsOf(ParseResult parsed) =>
        Words(parsed.GetValue(_faults) ?? []) is { Count: > 0 } words && !words.Contains(All, StringComparer.Ordinal)
            ? words.Where(word => word != None).Select(word => FaultText.Named(word)).ToHashSet()
            : FaultKinds.All;

    private static List<string> Words(IEnumerable<string> values) =>
        [.. values.SelectMany(value => value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];

    private static void RefuseUnknown(OptionResult result)
    {
        string[] known = [All, None, .. FaultText.Names];
        var words = Words(result.Tokens.Select(token => token.Value));
        foreach (var word in words.Where(word => !known.Contains(word, StringComparer.Ordinal)))
        {
            result.AddError($"'{word}' is no kind of fault; {Nearest.Hint(word, known, $"write {Wording.Either(known)}")}");
        }

        if (words.Count > 1 && words.Any(word => word is All or None))
        {
            result.AddError($"'{All}' and '{None}' stand alone");
        }
    }
}
