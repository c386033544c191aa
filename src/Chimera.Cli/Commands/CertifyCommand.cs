using System.CommandLine;
using Chimera.Cli.Composition;
using Chimera.Cli.Terminal;
using Chimera.Engine.Validation;
using Chimera.Engine.Validation.Certificates;
using Chimera.Sites.GithubPages.Deploying.Workflow;
using Chimera.Sites.Platforms;

namespace Chimera.Cli.Commands;

internal static class CertifyCommand
{
    public static Command Create(Streams streams)
    {
        var site = new SiteOptions();
        var heal = new Option<bool>("--auto-heal") { Description = "Repair what can be repaired first, as 'chimera heal' does" };
        var failOn = new Option<FailOn>("--fail-on")
        {
            Description = "What keeps a site from being certified: a warning, or only an error", HelpName = "warning|error",
            DefaultValueFactory = _ => FailOn.Error,
            CustomParser = result => Word.Of(result) switch
            {
                "warning" => FailOn.Warning,
                "error" => FailOn.Error,
                _ => Word.Unknown<FailOn>(result, "warning", "error"),
            },
        };
        var output = new Option<DirectoryInfo?>("--out")
        {
            Description = "The folder for the certificates, PLATFORM.dsse.json each (default: 'certificates' in the state folder)", HelpName = "DIR",
        };
        var artifact = new Option<FileInfo?>("--artifact")
        {
            Description = $"Also write what was certified for GitHub Pages as the {PagesArtifact.FileName} that actions/upload-artifact takes", HelpName = "FILE",
        };
        var command = new Command("certify", "Foresee a site, and sign that exactly these files, rules and answers passed");
        site.AddTo(command);
        command.Options.Add(heal);
        command.Options.Add(failOn);
        command.Options.Add(output);
        command.Options.Add(artifact);
        command.SetAction(async (parsed, cancel) =>
        {
            var least = parsed.GetValue(failOn) == FailOn.Warning ? Severity.Warning : Severity.Error;
            var question = await site.ReadAsync(parsed, cancel);
            Workspace.RefuseWhenDisabled(question.Settings);
            if (!Digests.Supported)
            {
                throw new Stop(ExitCode.Missing, Finding.Error("certificate.no-sha3", "this machine's OpenSSL has no SHA-3", "install OpenSSL 1.1.1 or newer"));
            }

            var wanted = parsed.GetValue(artifact);
            ArtifactFile.Refuse(wanted, question);
            using var signer = await CertifyingKey.OpenAsync(question.Settings, question.State, cancel);
            await using var record = new SiteRecord(question);
            if (parsed.GetValue(heal))
            {
                await HealCommand.HealAsync(question, record, dryRun: false, parsed.GetValue(GlobalOptions.Output), streams.AllToError(), cancel);
            }

            await record.OpenAsync(streams.Err, cancel);
            var bundles = SiteTools.Bundles(question.Settings);
            var certifier = new SiteCertifier(question, bundles, (what, stop) => record.AppendAsync(() => what, stop), signer, TimeProvider.System);
            var worst = ExitCode.Ok;
            foreach (var platform in question.Platforms)
            {
                var certifying = await certifier.CertifyAsync(platform, least, cancel);
                worst = (ExitCode)Math.Max((int)worst, (int)CertifyingOutput.Write(certifying, platform, Folder(question, parsed.GetValue(output)), parsed.GetValue(GlobalOptions.Output), streams));
                if (wanted is not null && platform == Platform.GithubPages && certifying is Certifying.Certified)
                {
                    streams.Err.WriteLine(await ArtifactFile.WriteAsync(wanted, bundles.Read(platform, question.Path, question.Context, cancel).Bundle!, cancel));
                }
            }

            return (int)worst;
        });
        return command;
    }

    private static string Folder(SiteQuestion question, DirectoryInfo? named) =>
        named?.FullName ?? (question.State is { } state ? Path.Combine(state.Path, "certificates", question.Site) : throw new Stop(
            ExitCode.Usage, Finding.Error("certificate.no-place", "there is no place for the certificate: no home, no truth file", "name one with --out")));
}
