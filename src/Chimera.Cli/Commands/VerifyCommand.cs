using System.CommandLine;
using System.Text.Json.Nodes;
using Chimera.Cli.Composition;
using Chimera.Cli.Terminal;
using Chimera.Engine.Validation;
using Chimera.Engine.Validation.Certificates;
using Chimera.Sites.Certification;
using Chimera.Sites.Platforms;

namespace Chimera.Cli.Commands;

internal static class VerifyCommand
{
    public static Command Create(Streams streams)
    {
        var site = new SiteOptions();
        var certificate = CertificateOption();
        var trust = new Option<FileInfo[]>("--trust")
        {
            Description = "A public key (PEM) whose certificates count besides those of your own; can be repeated", HelpName = "FILE",
            Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false,
        };
        var command = new Command("verify", "Say whether a site is, byte for byte, what its certificate speaks of: offline, with an exit code") { certificate, trust };
        site.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var question = await site.ReadAsync(parsed, cancel);
            await using var record = new SiteRecord(question);
            var list = await Trust.ReadAsync(question.State, record.History, parsed.GetValue(trust) ?? [], cancel);
            var genuine = await GenuineAsync(question, parsed.GetValue(certificate)!, list, cancel);
            var differences = Compare(question, genuine.Certificate, cancel);
            return (int)Write(genuine, differences, parsed.GetValue(GlobalOptions.Output), streams);
        });
        return command;
    }

    public static Option<FileInfo> CertificateOption() => new("--certificate")
    {
        Description = "The certificate, as 'chimera certify' wrote it", HelpName = "FILE", Required = true,
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

    private static IReadOnlyList<Finding> Compare(SiteQuestion question, Certificate certificate, CancellationToken cancel)
    {
        var platform = question.Platforms.First(one => SiteCertificate.ResourceOf(question.Site, one) == certificate.Resource);
        var context = SiteCertificate.ContextOf(certificate) ?? question.Context;
        var bundle = SiteBundle.Of(SiteTools.Simulator(question.Settings), platform, question.Folder, context, cancel);
        return bundle is null
            ? [Finding.Error("certificate.changed", $"{platform.Name()} would not even deploy what is here now", "see why with 'chimera simulate'")]
            : Certification.Differences(certificate, bundle.Subjects);
    }

    private static ExitCode Write(CertificateVerdict.Genuine genuine, IReadOnlyList<Finding> differences, OutputFormat format, Streams streams)
    {
        var certificate = genuine.Certificate;
        FindingText.WriteAll(differences, streams.Err);
        streams.Out.WriteLine(format == OutputFormat.Json
            ? new JsonObject
            {
                ["verified"] = differences.Count == 0,
                ["resource"] = certificate.Resource,
                ["verifier"] = certificate.Verifier,
                ["nonce"] = certificate.Nonce,
                ["differences"] = new JsonArray([.. differences.Select(FindingDocument.Write)]),
            }.ToJsonString()
            : differences.Count == 0
                ? $"verified: exactly the {certificate.Subjects.Length} subjects that {certificate.Verifier} certified on {certificate.Verified:u}, until {certificate.Expires:u}"
                : $"not what was certified: {differences.Count} differences");
        return differences.Count == 0 ? ExitCode.Ok : ExitCode.Uncertified;
    }
}
