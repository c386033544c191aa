using System.CommandLine;
using Chimera.Cli.Composition;
using Chimera.Cli.Terminal;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Validation;

namespace Chimera.Cli.Commands;

internal static class DeployCommand
{
    public static Command Create(Streams streams)
    {
        var on = GlobalOptions.On();
        var yes = GlobalOptions.Yes();
        var digest = new Option<string?>("--plan") { Description = "Deploy exactly the plan with this digest, or refuse", HelpName = "DIGEST" };
        var resume = new Option<bool>("--resume") { Description = "Finish the rollout that was cut off, and do nothing else" };
        var dry = new Option<bool>("--dry-run") { Description = "Show the plan and stop" };
        var release = new Option<bool>("--release-quarantine") { Description = "Allow generations again that failed before" };
        var certify = new Option<bool>("--certify") { Description = "Certify the chosen sites first; what is not certified is never shown" };
        var certifying = new CertifyingOptions(isOneOption: true);
        var hidden = new Option<bool>("--draft") { Description = "Bring it to Netlify and verify it there, shown to nobody; a later deploy shows it and sends nothing" };
        var platforms = GlobalOptions.Platforms();
        var command = new Command("deploy", "Make the declared truth so, wave by wave") { on, yes, digest, resume, dry, release, certify, hidden, platforms };
        certifying.AddTo(command);
        command.Validators.Add(result =>
        {
            if (certifying.Has(result) && !result.GetValue(certify))
            {
                result.AddError("--auto-heal and --fail-on say how to certify; they go with --certify.");
            }

            if (result.GetValue(digest) is not null
                && (result.GetValue(on) is not null || result.GetValue(resume) || result.GetValue(certify) || result.GetResult(platforms) is not null))
            {
                result.AddError("--plan says it all; it goes with none of --on, --platform, --certify and --resume.");
            }

            if (result.GetValue(hidden) && (result.GetValue(digest) is not null || result.GetValue(resume) || result.GetValue(dry) || result.GetValue(release)))
            {
                result.AddError("--draft shows nothing to anybody; it goes with none of --plan, --resume, --dry-run and --release-quarantine.");
            }

            if (result.GetValue(certify) && result.GetValue(dry))
            {
                result.AddError("a certificate is kept, so --certify goes with no --dry-run; see 'chimera simulate'.");
            }
        });
        command.SetAction(async (parsed, cancel) =>
        {
            await using var workspace = await Workspace.OpenAsync(parsed, streams, cancel);
            workspace.RefuseWhenDisabled();
            await workspace.OpenStateAsync(parsed.GetValue(dry), cancel);
            var finished = await Rollouts.FinishAsync(workspace, parsed.GetValue(dry));
            if (parsed.GetValue(resume))
            {
                return (int)(finished ?? throw new Stop(ExitCode.Refused, Finding.Error(
                    "rollout.nothing-to-resume", "no rollout is unfinished; nothing was changed", "start one with 'chimera deploy'")));
            }

            if (finished is { } code and not ExitCode.Ok)
            {
                return (int)code;
            }

            var (selector, named) = (parsed.GetValue(on), parsed.GetValue(platforms) ?? []);
            if (parsed.GetValue(hidden))
            {
                await Drafts.CheckAsync(workspace, selector, named, cancel);
            }

            if (parsed.GetValue(certify) && await CertifyAsync(workspace, selector, named, certifying, parsed, cancel) is var certified and not ExitCode.Ok)
            {
                return (int)certified;
            }

            if (parsed.GetValue(hidden))
            {
                return (int)await Drafts.CarryOutAsync(
                    workspace, await Drafting.TowardsTruthAsync(workspace, selector, cancel, named), parsed.GetValue(GlobalOptions.Output), cancel);
            }

            var draft = parsed.GetValue(digest) is { } reference
                ? await workspace.Planner.AgainAsync(await workspace.State.FindPlanAsync(reference, cancel), cancel)
                : await Drafting.TowardsTruthAsync(workspace, selector, cancel, named, isWhole: parsed.GetValue(release));
            if (parsed.GetValue(release))
            {
                draft = await Rollouts.ReleaseAsync(workspace, draft, cancel);
            }

            return (int)await Rollouts.CarryOutAsync(
                workspace, draft, "Deploy this plan", parsed.GetValue(yes), parsed.GetValue(dry), parsed.GetValue(GlobalOptions.NoInput), parsed.GetValue(GlobalOptions.Output));
        });
        return command;
    }

    private static async Task<ExitCode> CertifyAsync(
        Workspace workspace, string? selector, string[] platforms, CertifyingOptions options, ParseResult parsed, CancellationToken cancel)
    {
        var chosen = Workspace.Choose((await workspace.TruthAsync(cancel)).Targets, selector, platforms);
        if (options.Heals(parsed))
        {
            await CertifyingTargets.HealAsync(workspace, chosen, workspace.Streams.AllToError(), cancel);
        }

        return await CertifyingTargets.RunAsync(workspace, chosen, options.Least(parsed), OutputFormat.Text, workspace.Streams.AllToError(), cancel);
    }
}
