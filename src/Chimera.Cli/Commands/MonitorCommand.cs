using System.CommandLine;
using System.CommandLine.Parsing;
using Chimera.Cli.Composition;
using Chimera.Cli.Terminal;
using Chimera.Engine.Validation;
using Chimera.Sites.Watching;
using Chimera.Sites.Watching.Healing;

namespace Chimera.Cli.Commands;

/// <summary>Watches live sites until it is told to end.</summary>
internal static class MonitorCommand
{
    public static Command Create(Streams streams)
    {
        var site = new SiteOptions();
        var places = new PlaceOptions(site);
        var certificate = new CertificateOptions("With --url: hold what is here against this certificate first; without one, against what was foreseen of it alone");
        var url = SiteAddress.Option("Watch a folder at this address (default: the declared sites, where they are deployed)");
        var every = DurationOption.Create(
            "--every", "How long from the beginning of one look to the next while all is right, from 1s on (default: as declared, or 1m)", TimeSpan.FromSeconds(1));
        var length = DurationOption.Create("--for", "How long to watch (default: until Ctrl-C)", TimeSpan.FromSeconds(1));
        var once = new Option<bool>("--once") { Description = "Look once; what is wrong is looked at a second time before it counts" };
        var onDrift = new Option<OnDrift?>("--on-drift")
        {
            Description = "When a site fails: report it and go on, exit with 9, heal it by deploying the release on record again, or heal-always, "
                + "also what somebody else has deployed (default: as declared, or report)",
            HelpName = "report|exit|heal|heal-always",
            CustomParser = Parse,
        };
        var command = new Command("monitor", "Watch live sites against what was foreseen and certified: drift, TLS certificate, response times, errors; heal by policy")
        {
            url, every, length, once, onDrift,
        };
        certificate.AddTo(command);
        site.AddTo(command);
        places.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(once) && result.GetResult(length) is not null)
            {
                result.AddError("--once ends by itself; leave out --for");
            }

            // The words themselves: what is wrong with one is told where it is read.
            if (result.GetResult(onDrift)?.Tokens is [{ Value: var word }] && word.StartsWith("heal", StringComparison.OrdinalIgnoreCase)
                && result.GetResult(url) is not null)
            {
                result.AddError("only declared sites can be healed; leave out --url");
            }

            if (certificate.Has(result) && result.GetResult(url) is null)
            {
                result.AddError("--certificate is for a folder and goes with --url; the record has those of declared sites");
            }
        });
        command.SetAction(async (parsed, cancel) =>
        {
            var drift = parsed.GetValue(onDrift);
            await using var watched = await OpenAsync(cancel);
            using var run = new WatchRun(watched, await RecordAsync(cancel));
            var limits = new WatchLimits(parsed.GetValue(length), parsed.GetValue(once), drift == OnDrift.Exit);
            return (int)await run.RunAsync(limits, new WatchView(parsed.GetValue(GlobalOptions.Output), streams, watched.Places.Length > 1));

            async Task<IWatchedPlaces> OpenAsync(CancellationToken stop)
            {
                if (parsed.GetValue(url) is { } address)
                {
                    return await FolderPlace.OpenAsync(
                        await site.ReadAsync(parsed, stop), certificate.File(parsed), certificate.Trusted(parsed), address, parsed.GetValue(every), stop);
                }

                if (site.IsFolder(parsed))
                {
                    throw new Stop(ExitCode.Usage, Finding.Error("watch.where", "nothing says where this folder is live", "name its address with --url"));
                }

                var declared = await DeclaredPlaces.OpenAsync(parsed, streams, places.Filter(parsed), PolicyOf(drift), parsed.GetValue(every), stop);
                FindingText.WriteAll(declared.Missing, streams.Err);
                return declared;
            }

            async Task<WatchRecord> RecordAsync(CancellationToken stop)
            {
                var source = await TruthSource.ReadAsync(parsed, RealmCatalog.Sections, stop);
                return new WatchRecord(SiteQuestion.StateOf(source), source.Exists, streams.Err);
            }
        });
        return command;
    }

    private static DriftPolicy? PolicyOf(OnDrift? drift) => drift switch
    {
        null => null,
        OnDrift.Heal => DriftPolicy.Heal,
        OnDrift.HealAlways => DriftPolicy.HealAlways,
        _ => DriftPolicy.Report,
    };

    private static OnDrift? Parse(ArgumentResult result) => Word.Of(result) switch
    {
        "report" => OnDrift.Report,
        "exit" => OnDrift.Exit,
        "heal" => OnDrift.Heal,
        "heal-always" => OnDrift.HealAlways,
        _ => Word.Unknown<OnDrift>(result, "report", "exit", "heal", "heal-always"),
    };
}
