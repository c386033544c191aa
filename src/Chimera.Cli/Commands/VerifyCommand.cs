using System.CommandLine;
using Chimera.Cli.Composition;
using Chimera.Cli.Terminal;
using Chimera.Engine.Validation;
using Chimera.Sites.Platforms;
using Chimera.Sites.Publishing.Live;

namespace Chimera.Cli.Commands;

internal static class VerifyCommand
{
    public static Command Create(Streams streams)
    {
        var site = new SiteOptions();
        var places = new PlaceOptions(site);
        var certificate = new CertificateOptions();
        var url = SiteAddress.Option(
            "Where the site is live: ask it for everything that was foreseen, and compare the answers (default: for --site, where it is deployed; on Render, RENDER_EXTERNAL_URL)");
        var command = new Command("verify", "Say whether a site is what its certificate speaks of (offline), and whether the live site answers as foreseen");
        certificate.AddTo(command);
        command.Options.Add(url);
        site.AddTo(command);
        places.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            // An address that is named is that of a folder, unless a declared site is named, too.
            var questions = parsed.GetValue(url) is null ? await site.ReadAllAsync(parsed, cancel) : [await site.ReadAsync(parsed, cancel)];
            var declared = questions[0].Name is not null;
            var address = parsed.GetValue(url)
                ?? (certificate.File(parsed) is null && (!declared || site.Named(parsed) is [Platform.Render]) ? RenderImage.AddressFor(questions) : null);
            if (certificate.File(parsed) is null && address is null)
            {
                if (declared)
                {
                    return (int)await AskAsync(parsed, places.Filter(parsed), streams, cancel);
                }

                throw new Stop(ExitCode.Usage, Finding.Error(
                    "verify.against-what", "nothing says what to hold the site against", "name it with --certificate FILE, --url URL, or both; or a declared site with --site NAME"));
            }

            await using var record = new SiteRecord(questions[0]);
            var verification = await SiteVerification.OfAsync(questions, record, certificate.File(parsed), certificate.Trusted(parsed), cancel);
            var format = parsed.GetValue(GlobalOptions.Output);
            if (verification.Genuine is { } genuine)
            {
                VerificationOutput.Write(genuine, verification.Differences, format, streams);
            }

            return (int)(!verification.Differences.IsEmpty ? ExitCode.Uncertified
                : address is not null ? await AskAsync(address, verification, format, streams, cancel)
                : ExitCode.Ok);
        });
        return command;
    }

    private static async Task<ExitCode> AskAsync(Uri url, SiteVerification verification, OutputFormat format, Streams streams, CancellationToken cancel)
    {
        using LiveCheck check = new(TimeProvider.System);
        var report = await check.RunAsync(url, verification.Platform, verification.Foreseen().Answers, cancel);
        VerificationOutput.Write(url, place: null, RenderImage.Commit, report, format, streams);
        return report.Differences.IsEmpty ? ExitCode.Ok : ExitCode.Differs;
    }

    /// <summary>Each place of a declared site, against the release that the record says is live there.</summary>
    private static async Task<ExitCode> AskAsync(ParseResult parsed, PlaceFilter filter, Streams streams, CancellationToken cancel)
    {
        await using var places = await DeclaredPlaces.OpenAsync(parsed, streams, filter, policy: null, every: null, cancel);
        FindingText.WriteAll(places.Missing, streams.Err);
        using LiveCheck check = new(TimeProvider.System);
        var (differs, worthless) = (false, false);
        foreach (var place in places.Places)
        {
            var report = await check.RunAsync(place.Subject.Address, place.Subject.Name, place.Platform, place.Answers, cancel);
            VerificationOutput.Write(place.Subject.Address, place.Label, commit: null, report, parsed.GetValue(GlobalOptions.Output), streams);
            differs |= !report.Differences.IsEmpty;
            if (await place.Subject.Standing!.LookAsync(cancel) is { } standing)
            {
                FindingText.WriteAll([standing with { Target = place.Release!.Value.Target.Id }], streams.Err);
                worthless = true;
            }
        }

        return worthless ? ExitCode.Uncertified : differs ? ExitCode.Differs : places.Missing.IsEmpty ? ExitCode.Ok : ExitCode.Failed;
    }
}
