using System.CommandLine;
using Chimera.Cli.Composition;
using Chimera.Cli.Terminal;
using Chimera.Sites.Watching;

namespace Chimera.Cli.Commands;

/// <summary>Watches a live site until it is told to end.</summary>
internal static class MonitorCommand
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    public static Command Create(Streams streams)
    {
        var site = new SiteOptions();
        var certificate = new CertificateOptions("Hold what is here against this certificate first; without one, against what was foreseen of it alone");
        var url = SiteAddress.Option("Where the site is live", required: true);
        var every = DurationOption.Create(
            "--every", "How long from the beginning of one look to the next while all is right, from 1s on (default: 1m)", TimeSpan.FromSeconds(1));
        var length = DurationOption.Create("--for", "How long to watch (default: until Ctrl-C)", TimeSpan.FromSeconds(1));
        var once = new Option<bool>("--once") { Description = "Look once; what is wrong is looked at a second time before it counts" };
        var onDrift = new Option<OnDrift>("--on-drift")
        {
            Description = "What to do when the site fails: report it and go on, or exit with 9", HelpName = "report|exit",
            DefaultValueFactory = _ => OnDrift.Report,
        };
        var command = new Command("monitor", "Watch a live site against what was foreseen and certified: drift, TLS certificate, response times, errors")
        {
            url, every, length, once, onDrift,
        };
        certificate.AddTo(command);
        site.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(once) && result.GetResult(length) is not null)
            {
                result.AddError("--once ends by itself; leave out --for");
            }
        });
        command.SetAction(async (parsed, cancel) =>
        {
            var question = await site.ReadAsync(parsed, cancel);
            using var watch = await WatchRun.OpenAsync(
                question, certificate.File(parsed), certificate.Trusted(parsed), parsed.GetValue(url)!, parsed.GetValue(every) ?? Every, streams.Err, cancel);
            var limits = new WatchLimits(parsed.GetValue(length), parsed.GetValue(once), parsed.GetValue(onDrift) == OnDrift.Exit);
            return (int)await watch.RunAsync(limits, new WatchView(parsed.GetValue(GlobalOptions.Output), streams));
        });
        return command;
    }
}
