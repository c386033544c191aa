using System.CommandLine;
using Chimera.Cli.Composition;
using Chimera.Cli.Terminal;

namespace Chimera.Cli.Commands;

/// <summary>Shows how a site's visitors are divided among its platforms and hosts, and writes what a balancer is told.</summary>
internal static class BalanceCommand
{
    public static Command Create(Streams streams)
    {
        var site = new Argument<string>("SITE") { Description = "A site of the truth file that declares 'balance:'" };
        var watch = new Option<bool>("--watch") { Description = "Check on and on, and write a line whenever weights shift (default: look once)" };
        var length = DurationOption.Create("--for", "How long to watch (default: until Ctrl-C)", TimeSpan.FromSeconds(1));
        var show = new Option<BalancerServer?>("--show")
        {
            Description = "Write the configuration that makes this web server the balancer, with the weights that health allows now, and nothing else",
            HelpName = "nginx|caddy",
        };
        var command = new Command("balance", "Show how a site's visitors are divided among its platforms and hosts: declared and in force, by health")
        {
            site, watch, length, show,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(show) is not null && result.GetValue(watch))
            {
                result.AddError("--show writes one configuration; it goes without --watch");
            }

            if (result.GetResult(length) is not null && !result.GetValue(watch))
            {
                result.AddError("--for goes with --watch");
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

            return (int)(parsed.GetValue(watch) ? await run.FollowAsync(view, parsed.GetValue(length)) : await run.ShowAsync(view, cancel));
        });
        return command;
    }
}
