using Chimera.Cli.Composition;
using Chimera.Cli.Terminal;
using Chimera.Engine.Truth;
using Chimera.Engine.Validation;
using Chimera.Sites.Declaration;
using Chimera.Sites.Platforms;

namespace Chimera.Cli.Commands;

/// <summary>Certifies the chosen targets that are sites, each site once for each of its platforms, before they are planned.</summary>
internal static class CertifyingTargets
{
    /// <returns>Ok, or why one was not certified; then nothing is to be deployed.</returns>
    public static async Task<ExitCode> RunAsync(Workspace workspace, IEnumerable<DeclaredTarget> chosen, Severity least, CancellationToken cancel)
    {
        var specs = chosen.Where(target => target.Id.Realm == SitesDeclaration.Section.Name).Select(target => SiteSpec.Read(target.Spec))
            .Where(spec => spec.Connection is not null).DistinctBy(spec => (spec.Site, spec.Platform)).ToList();
        if (specs.Count == 0)
        {
            return ExitCode.Ok;
        }

        using var signer = await CertifyingKey.OpenAsync(workspace.Source.Settings, workspace.State.Folder, cancel);
        var worst = ExitCode.Ok;
        foreach (var spec in specs)
        {
            var question = new SiteQuestion(spec.Folder, [spec.Platform], spec.Context, workspace.Source.Settings, workspace.State.Folder, HasTruth: true) { Name = spec.Site };
            var certifier = new SiteCertifier(question, (what, stop) => workspace.State.Journal.AppendAsync(what, stop), signer, TimeProvider.System);
            switch (await certifier.CertifyAsync(spec.Platform, least, cancel))
            {
                case Certifying.Certified certified:
                    var path = OutputFile.Write(Path.Combine(workspace.State.Folder.Path, "certificates", spec.Site, $"{spec.Platform.Name()}.dsse.json"), certified.File);
                    workspace.Streams.Err.WriteLine($"certified {spec.Site} for {spec.Platform.Name()}: {certified.Certificate.Subjects.Length} subjects, {path}");
                    break;
                case Certifying.Refused refused:
                    FindingText.WriteAll(refused.Why.Select(finding => finding.ToFinding()), workspace.Streams.Err);
                    workspace.Streams.Err.WriteLine($"not certified: {spec.Site} for {spec.Platform.Name()}; nothing was deployed");
                    worst = (ExitCode)Math.Max((int)worst, (int)(refused.Broken ? ExitCode.Broken : ExitCode.Findings));
                    break;
            }
        }

        return worst;
    }
}
