using System.CommandLine;
using Chimera.Cli.Composition;
using Chimera.Cli.Terminal;
using Chimera.Sites.Publishing.Live;

namespace Chimera.Cli.Commands;

internal static class VerifyCommand
{
    public static Command Create(Streams streams)
    {
        var site = new SiteOptions();
        var certificate = new CertificateOptions();
        var url = SiteAddress.Option("Where the site is live: ask it for everything that was foreseen, and compare the answers");
        var command = new Command("verify", "Say whether a site is what its certificate speaks of (offline), and whether the live site answers as foreseen");
        certificate.AddTo(command);
        command.Options.Add(url);
        site.AddTo(command);
        command.Validators.Add(result =>
        {
            if (!certificate.Has(result) && result.GetResult(url) is null)
            {
                result.AddError("say what to hold the site against: --certificate FILE, --url URL, or both");
            }
        });
        command.SetAction(async (parsed, cancel) =>
        {
            var question = await site.ReadAsync(parsed, cancel);
            await using var record = new SiteRecord(question);
            var verification = await SiteVerification.OfAsync(question, record, certificate.File(parsed), certificate.Trusted(parsed), cancel);
            var format = parsed.GetValue(GlobalOptions.Output);
            if (verification.Genuine is { } genuine)
            {
                VerificationOutput.Write(genuine, verification.Differences, format, streams);
            }

            return (int)(!verification.Differences.IsEmpty ? ExitCode.Uncertified
                : parsed.GetValue(url) is { } address ? await AskAsync(address, verification, format, streams, cancel) : ExitCode.Ok);
        });
        return command;
    }

    private static async Task<ExitCode> AskAsync(Uri url, SiteVerification verification, OutputFormat format, Streams streams, CancellationToken cancel)
    {
        using LiveCheck check = new(TimeProvider.System);
        var report = await check.RunAsync(url, verification.Foreseen().Answers, cancel);
        VerificationOutput.Write(url, report, format, streams);
        return report.Differences.IsEmpty ? ExitCode.Ok : ExitCode.Differs;
    }
}
