using Chimera.Cli.Composition;
using Chimera.Cli.Terminal;
using Chimera.Engine.Truth;
using Chimera.Engine.Validation;
using Chimera.Sites.Declaration;
using Chimera.Sites.Platforms;

namespace Chimera.Cli.Commands;

/// <summary>Certifies targets that are sites, each site once for each of its platforms: all its hosts get the same.</summary>
internal static class CertifyingTargets
{
    /// <summary>A site on a platform, and nothing beside it.</summary>
    public static bool IsSite(DeclaredTarget target) => target.Id.Realm == SitesDeclaration.Section.Name && SiteSpec.Is(target.Spec);

    /// <summary>Repairs what can be repaired of the sites, as <c>chimera heal</c> does. Each is healed for one platform after the other.</summary>
    public static async Task HealAsync(Workspace workspace, IEnumerable<DeclaredTarget> targets, Streams streams, CancellationToken cancel)
    {
        foreach (var question in DeclaredSites.Questions(workspace.Source, targets.Where(IsSite)))
        {
            await using var record = new SiteRecord(question, workspace.State);
            await HealCommand.HealAsync(question, record, dryRun: false, OutputFormat.Text, streams, cancel);
        }
    }

    /// <param name="least">From where on a finding keeps a site from being certified.</param>
    /// <returns>Ok, or why one was not certified.</returns>
    public static async Task<ExitCode> RunAsync(
        Workspace workspace, IEnumerable<DeclaredTarget> targets, Severity least, OutputFormat format, Streams streams, CancellationToken cancel)
    {
        var specs = targets.Where(IsSite).Select(target => SiteSpec.Read(target.Spec)).DistinctBy(spec => (spec.Site, spec.Platform)).ToList();
        if (specs.Count == 0)
        {
            return ExitCode.Ok;
        }

        var (settings, state) = (workspace.Source.Settings, workspace.State);
        using var signer = await CertifyingKey.OpenAsync(settings, state.Folder, state, cancel);
        if (await CertifyingKey.RememberAsync(signer, settings, state.Folder, (what, stop) => state.Journal.AppendAsync(what, stop), cancel) is { } told)
        {
            streams.Err.WriteLine(told);
        }

        var worst = ExitCode.Ok;
        foreach (var spec in specs)
        {
            var question = new SiteQuestion(spec.Folder, [spec.Platform], spec.Context, settings, state.Folder, HasTruth: true) { Name = spec.Site };
            var certifier = new SiteCertifier(question, workspace.Bundles, (what, stop) => state.Journal.AppendAsync(what, stop), signer, TimeProvider.System);
            var folder = Path.Combine(state.Folder.Path, "certificates", spec.Site);
            var code = CertifyingOutput.Write(await certifier.CertifyAsync(spec.Platform, least, cancel), spec.Platform, folder, format, streams);
            worst = (ExitCode)Math.Max((int)worst, (int)code);
        }

        return worst;
    }
}
