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
        var command = new Command("deploy", "Make the declared truth so, wave by wave") { on, yes, digest, resume, dry, release };
        command.Validators.Add(result =>
        {
            if (result.GetValue(digest) is not null && (result.GetValue(on) is not null || result.GetValue(resume)))
            {
                result.AddError("--plan says it all; it goes with neither --on nor --resume.");
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

            var draft = parsed.GetValue(digest) is { } reference
                ? await workspace.Planner.AgainAsync(await workspace.State.FindPlanAsync(reference, cancel), cancel)
                : await Drafting.TowardsTruthAsync(workspace, parsed.GetValue(on), cancel);
            if (parsed.GetValue(release))
            {
                draft = await Rollouts.ReleaseAsync(workspace, draft, cancel);
            }

            return (int)await Rollouts.CarryOutAsync(
                workspace, draft, "Deploy this plan", parsed.GetValue(yes), parsed.GetValue(dry), parsed.GetValue(GlobalOptions.NoInput), parsed.GetValue(GlobalOptions.Output));
        });
        return command;
    }
}
