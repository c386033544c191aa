using System.CommandLine;
using Chimera.Cli.Composition;
using Chimera.Cli.Terminal;
using Chimera.Engine.Validation;
using Chimera.Sites.Platforms;

namespace Chimera.Cli.Commands;

/// <summary>Foresees: what platforms will do with a site, or how a rollout goes on hosts that fail.</summary>
internal static class SimulateCommand
{
    public static Command Create(Streams streams)
    {
        var site = new SiteOptions();
        var request = new RequestOptions();
        var heal = new Option<bool>("--auto-heal") { Description = "Repair what can be repaired first, as 'chimera heal' does" };
        WordOption<FailOn> failOn = new(
            "--fail-on", "What makes the exit code say so: a warning, an error, or only what the platform would refuse", FailOn.Warning,
            [("warning", FailOn.Warning), ("error", FailOn.Error), ("broken", FailOn.Broken)]);
        var rollouts = new RolloutSimulation();
        var command = new Command("simulate", "Foresee what platforms will do with a site; with --plan or --seed, how a rollout goes on hosts that fail");
        site.AddTo(command);
        request.AddTo(command);
        command.Options.Add(heal);
        command.Options.Add(failOn);
        rollouts.AddTo(command);
        command.Validators.Add(result =>
        {
            if (rollouts.IsAskedFor(result) && result.Children.Any(child => site.Has(child) || request.Has(child)))
            {
                result.AddError("--plan, --seed, --count and --faults play a rollout, which knows no site; leave out the other options");
            }
        });
        command.SetAction(async (parsed, cancel) =>
        {
            if (rollouts.IsAskedFor(parsed.CommandResult))
            {
                return (int)await rollouts.RunAsync(parsed, streams, cancel);
            }

            var question = await site.ReadAsync(parsed, cancel);
            await using var record = new SiteRecord(question);
            if (parsed.GetValue(heal))
            {
                await HealCommand.HealAsync(question, record, dryRun: false, parsed.GetValue(GlobalOptions.Output), streams.AllToError(), cancel);
            }

            return (int)await RunAsync(question, request, record, parsed, failOn.In(parsed), streams, cancel);
        });
        return command;
    }

    private static async Task<ExitCode> RunAsync(
        SiteQuestion question, RequestOptions requests, SiteRecord record, ParseResult parsed, FailOn failOn, Streams streams, CancellationToken cancel)
    {
        var simulator = SiteTools.Simulator(question.Settings);
        var asked = requests.Read(parsed);
        await record.SimulatingAsync(cancel);
        var foreseen = new List<Foresight>();
        foreach (var platform in question.Platforms)
        {
            foreseen.Add(simulator.Foresee(platform, question.Folder, question.Context, cancel));
        }

        await record.SimulatedAsync(foreseen, cancel);
        var format = parsed.GetValue(GlobalOptions.Output);
        if (asked.IsEmpty)
        {
            ForesightOutput.Write(foreseen, format, streams);
        }
        else
        {
            ResponseOutput.Write(foreseen, asked, format, streams);
        }

        return CodeOf(foreseen, failOn);
    }

    /// <summary>What the shell is told of a simulation. Notes are for reading only.</summary>
    private static ExitCode CodeOf(IReadOnlyCollection<Foresight> foreseen, FailOn failOn)
    {
        var least = failOn switch { FailOn.Warning => Severity.Warning, FailOn.Error => Severity.Error, _ => (Severity?)null };
        return foreseen.Any(foresight => foresight.Broken) ? ExitCode.Broken
            : foreseen.Any(foresight => foresight.Findings.Any(finding => finding.Kind.Severity >= least)) ? ExitCode.Findings
            : ExitCode.Ok;
    }
}
