using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.Json.Nodes;
using Chimera.Cli.Composition;
using Chimera.Cli.Terminal;
using Chimera.Engine.Truth.Documents;
using Chimera.Engine.Validation;
using Chimera.Engine.Validation.Certificates;
using Chimera.Sites.Certification;
using Chimera.Sites.Platforms;
using Chimera.Sites.Publishing.Live;

namespace Chimera.Cli.Commands;

internal static class VerifyCommand
{
    public static Command Create(Streams streams)
    {
        var site = new SiteOptions();
        var certificate = CertificateOption(required: false);
        var url = new Option<Uri?>("--url")
        {
            Description = "Where the site is live: ask it for everything that was foreseen, and compare the answers", HelpName = "URL",
            CustomParser = result => Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var parsed) && parsed.Scheme is "http" or "https" ? parsed : Refused(result),
        };
        var trust = new Option<FileInfo[]>("--trust")
        {
            Description = "A public key (PEM) whose certificates count besides those of your own; can be repeated", HelpName = "FILE",
            Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false,
        };
        var command = new Command("verify", "Say whether a site is what its certificate speaks of (offline), and whether the live site answers as foreseen") { certificate, url, trust };
        site.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(certificate) is null && result.GetResult(url) is null)
            {
                result.AddError("say what to hold the site against: --certificate FILE, --url URL, or both");
            }
        });
        command.SetAction(async (parsed, cancel) =>
        {
            var question = await site.ReadAsync(parsed, cancel);
            await using var record = new SiteRecord(question);
            var format = parsed.GetValue(GlobalOptions.Output);
            var genuine = parsed.GetValue(certificate) is { } file
                ? await GenuineAsync(question, file, await Trust.ReadAsync(question.State, record.History, parsed.GetValue(trust) ?? [], cancel), cancel)
                : null;
            var platform = genuine is null ? OnlyOne(question) : PlatformOf(question, genuine.Certificate);
            var context = genuine is null ? question.Context : SiteCertificate.ContextOf(genuine.Certificate) ?? question.Context;
            var bundle = SiteBundle.Of(SiteTools.Simulator(question.Settings), platform, question.Folder, context, cancel);
            var code = genuine is null ? ExitCode.Ok : Write(genuine, Compare(genuine.Certificate, platform, bundle), format, streams);
            return (int)(code == ExitCode.Ok && parsed.GetValue(url) is { } address ? await AskAsync(address, platform, bundle, format, streams, cancel) : code);
        });
        return command;
    }

    public static Option<FileInfo> CertificateOption(bool required) => new("--certificate")
    {
        Description = "The certificate, as 'chimera certify' wrote it", HelpName = "FILE", Required = required,
    };

    /// <exception cref="Stop">It is worth nothing.</exception>
    public static async Task<CertificateVerdict.Genuine> GenuineAsync(SiteQuestion question, FileInfo file, TrustList trust, CancellationToken cancel)
    {
        string[] resources = [.. question.Platforms.Select(platform => SiteCertificate.ResourceOf(question.Site, platform))];
        return Certification.Check(await InputFile.ReadAsync(file, cancel), resources, trust, TimeProvider.System.GetUtcNow()) switch
        {
            CertificateVerdict.Genuine genuine => genuine,
            CertificateVerdict.Worthless worthless => throw new Stop(ExitCode.Uncertified, worthless.Why),
            _ => throw new InvalidOperationException("no such verdict"),
        };
    }

    private static Platform PlatformOf(SiteQuestion question, Certificate certificate) =>
        question.Platforms.First(platform => SiteCertificate.ResourceOf(question.Site, platform) == certificate.Resource);

    private static Platform OnlyOne(SiteQuestion question) => question.Platforms is [var one] ? one : throw new Stop(ExitCode.Usage, Finding.Error(
        "verify.which-platform", "one live site has one platform", $"say with --platform which of {Wording.Either([.. question.Platforms.Select(platform => platform.Name())])} serves it"));

    private static ImmutableArray<Finding> Compare(Certificate certificate, Platform platform, SiteBundle? bundle) => bundle is null
        ? [Finding.Error("certificate.changed", $"{platform.Name()} would not even deploy what is here now", "see why with 'chimera simulate'")]
        : Certification.Differences(certificate, bundle.Subjects);

    private static async Task<ExitCode> AskAsync(Uri url, Platform platform, SiteBundle? bundle, OutputFormat format, Streams streams, CancellationToken cancel)
    {
        if (bundle is null)
        {
            throw new Stop(ExitCode.Broken, Finding.Error("verify.nothing-foreseen", $"{platform.Name()} would not deploy this folder, so nothing can be foreseen", "see why with 'chimera simulate'"));
        }

        using LiveCheck check = new(TimeProvider.System);
        var report = await check.RunAsync(url, bundle.Answers, cancel);
        FindingText.WriteAll(report.Differences, streams.Err);
        streams.Out.WriteLine(format == OutputFormat.Json
            ? new JsonObject
            {
                ["url"] = url.ToString(), ["asked"] = report.Asked, ["unasked"] = report.Unasked,
                ["differences"] = new JsonArray([.. report.Differences.Select(FindingDocument.Write)]),
            }.ToJsonString()
            : $"{url}: {report.Asked - report.Differences.Length} of {report.Asked} answers as foreseen{(report.Unasked > 0 ? $" ({report.Unasked} cannot be seen from here)" : "")}");
        return report.Differences.IsEmpty ? ExitCode.Ok : ExitCode.Differs;
    }

    private static Uri? Refused(ArgumentResult result)
    {
        result.AddError($"'{result.Tokens[0].Value}' is no address; write https://www.example.org");
        return null;
    }

    private static ExitCode Write(CertificateVerdict.Genuine genuine, ImmutableArray<Finding> differences, OutputFormat format, Streams streams)
    {
        var certificate = genuine.Certificate;
        FindingText.WriteAll(differences, streams.Err);
        streams.Out.WriteLine(format == OutputFormat.Json
            ? new JsonObject
            {
                ["verified"] = differences.Length == 0,
                ["resource"] = certificate.Resource,
                ["verifier"] = certificate.Verifier,
                ["nonce"] = certificate.Nonce,
                ["differences"] = new JsonArray([.. differences.Select(FindingDocument.Write)]),
            }.ToJsonString()
            : differences.Length == 0
                ? $"verified: exactly the {certificate.Subjects.Length} subjects that {certificate.Verifier} certified on {certificate.Verified:u}, until {certificate.Expires:u}"
                : $"not what was certified: {differences.Length} differences");
        return differences.Length == 0 ? ExitCode.Ok : ExitCode.Uncertified;
    }
}
