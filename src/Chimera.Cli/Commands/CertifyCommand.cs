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
        var certifying = new CertifyingOptions();
        var output = new Option<DirectoryInfo?>("--out")
        {
            Description = "The folder for the certificates, PLATFORM.dsse.json each, in SITE/ where several sites are certified (default: certificates/SITE in the state folder)",
            HelpName = "DIR",
        };
        var artifact = new Option<FileInfo?>("--artifact")
        {
            Description = $"Also write what was certified for GitHub Pages as the {PagesArtifact.FileName} that actions/upload-artifact takes", HelpName = "FILE",
        };
        var command = new Command("certify", "Foresee a site, and sign that exactly these files, rules and answers passed");
        site.AddTo(command);
        certifying.AddTo(command);
        command.Options.Add(output);
        command.Options.Add(artifact);
        command.SetAction(async (parsed, cancel) =>
        {
            var questions = await site.ReadAllAsync(parsed, cancel);
            var (settings, state) = (questions[0].Settings, questions[0].State);
            Workspace.RefuseWhenDisabled(settings);
            if (!Digests.Supported)
            {
                throw new Stop(ExitCode.Missing, Finding.Error("certificate.no-sha3", "this machine's OpenSSL has no SHA-3", "install OpenSSL 1.1.1 or newer"));
            }

            var wanted = parsed.GetValue(artifact);
            ArtifactFile.Refuse(wanted, questions);
            await using var record = new SiteRecord(questions[0]);
            await record.OpenAsync(streams.Err, cancel);
            using var signer = await CertifyingKey.OpenAsync(settings, state, record.IsKept ? record.History : null, cancel);
            foreach (var question in certifying.Heals(parsed) ? questions : [])
            {
                await HealCommand.HealAsync(question, record, dryRun: false, parsed.GetValue(GlobalOptions.Output), streams.AllToError(), cancel);
            }

            // Where no record can be kept, nothing is remembered.
            if (await CertifyingKey.RememberAsync(signer, settings, record.IsKept ? state : null, (what, stop) => record.AppendAsync(() => what, stop), cancel) is { } told)
            {
                streams.Err.WriteLine(told);
            }

            var bundles = SiteTools.Bundles(settings, state);
            var worst = ExitCode.Ok;
            foreach (var (question, platform) in questions.SelectMany(question => question.Platforms.Select(platform => (question, platform))))
            {
                var certifier = new SiteCertifier(question, bundles, (what, stop) => record.AppendAsync(() => what, stop), signer, TimeProvider.System);
                var outcome = await certifier.CertifyAsync(platform, certifying.Least(parsed), cancel);
                var folder = Folder(question, parsed.GetValue(output), questions.Length > 1);
                worst = (ExitCode)Math.Max((int)worst, (int)CertifyingOutput.Write(outcome, platform, folder, parsed.GetValue(GlobalOptions.Output), streams));
                if (wanted is not null && platform == Platform.GithubPages && outcome is Certifying.Certified)
                {
                    streams.Err.WriteLine(await ArtifactFile.WriteAsync(wanted, bundles.Read(platform, question.Path, question.Context, cancel).Bundle!, cancel));
                }
            }

            return (int)worst;
        });
        return command;
    }

    private static string Folder(SiteQuestion question, DirectoryInfo? named, bool isOneOfMany) => (named, question.State) switch
    {
        ({ } folder, _) => isOneOfMany ? Path.Combine(folder.FullName, question.Site) : folder.FullName,
        (null, { } state) => Path.Combine(state.Path, "certificates", question.Site),
        _ => throw new Stop(
            ExitCode.Usage, Finding.Error("certificate.no-place", "there is no place for the certificate: no home, no truth file", "name one with --out")),
    };
}
