using System.CommandLine;
using Chimera.Cli.Composition;
using Chimera.Cli.Terminal;
using Chimera.Sites.Declaration;

namespace Chimera.Cli.Commands;

/// <summary>Shows how a site's visitors are divided among its platforms and hosts, writes what a balancer is told, and tells it.</summary>
internal static class BalanceCommand
{
    public static Command Create(Streams streams)
    {
        var site = new Argument<string>("SITE") { Description = "A site of the truth file that declares 'balance:'" };
        var watch = new Option<bool>("--watch") { Description = "Check on and on, and write a line whenever weights shift (default: look once)" };
        var apply = new Option<bool>("--apply")
        {
            Description = "Watch, and put each shift in force where the balancer runs, and in DNS; it stays there when the watch ends, and the next one goes on from it",
        };
        var length = DurationOption.Create("--for", "How long to watch or apply (default: until Ctrl-C)", TimeSpan.FromSeconds(1));
        var show = new Option<WebServerKind?>("--show")
        {
            Description = "Write the configuration that makes this web server the balancer, with the weights that health allows now, and nothing else",
            HelpName = "nginx|caddy",
        };
        var command = new Command("balance", "Show how a site's visitors are divided among its platforms and hosts: declared and in force, by health")
        {
            site, watch, apply, length, show,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(show) is not null && (result.GetValue(watch) || result.GetValue(apply)))
            {
                result.AddError("--show writes one configuration; it goes without --watch and --apply");
            }

            if (result.GetResult(length) is not null && !result.GetValue(watch) && !result.GetValue(apply))
            {
                result.AddError("--for goes with --watch or --apply");
            }
        });
        command.SetAction(async (parsed, cancel) =>
        {
            await using var workspace = await Workspace.OpenAsync(parsed, streams, cancel);
            using var run = await BalanceRun.OpenAsync(workspace, parsed.GetValue(site)!, cancel);
            var view = new BalanceView(parsed.GetValue(GlobalOptions.Output), streams);
            if (parsed.GetValue(show) is { } server)
            {
                await streams.Out.WriteAsync(await run.ConfigurationAsync(server, cancel));
                return (int)ExitCode.Ok;
            }

            if (parsed.GetValue(apply))
            {
                workspace.RefuseWhenDisabled();
            }

            return (int)(parsed.GetValue(watch) || parsed.GetValue(apply)
                ? await run.FollowAsync(view, parsed.GetValue(length), parsed.GetValue(apply), cancel)
                : await run.ShowAsync(view, cancel));
        });
        return command;
    }
}
