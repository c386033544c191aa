using System.Collections.Immutable;
using Chimera.Cli.Commands;
using Chimera.Engine.Truth;
using Chimera.Engine.Truth.Documents;
using Chimera.Engine.Truth.Settings;
using Chimera.Engine.Validation;
using Chimera.Sites.Declaration;

namespace Chimera.Cli.Composition;

/// <summary>The sites of a truth file, for verbs that ask nobody else: hosts are not looked up.</summary>
internal static class DeclaredSites
{
    /// <returns>Each site on each of its platforms and hosts; none where none is declared.</returns>
    /// <exception cref="Stop">The section is wrong.</exception>
    public static async Task<ImmutableArray<DeclaredTarget>> AllAsync(TruthSource source, CancellationToken cancel)
    {
        Findings findings = new();
        var section = source.File?.Sections.FirstOrDefault(section => section.Name == SitesDeclaration.Section.Name);
        var declared = section is null
            ? []
            : await new SitesDeclaration(new AnyHost()).DeclareAsync(section.Value, source.Folder, RolloutSettings.PolicyOf(source.Settings), findings, cancel);
        if (findings.HasErrors)
        {
            throw new Stop(ExitCode.Truth, [.. findings.ByPlace()]);
        }

        return [.. declared.Where(CertifyingTargets.IsSite)];
    }

    /// <summary>The sites that are meant, each once, with those of its platforms that are.</summary>
    /// <param name="targets">As <see cref="PlaceFilter"/> chose them.</param>
    public static ImmutableArray<SiteQuestion> Questions(TruthSource source, IEnumerable<DeclaredTarget> targets) =>
    [
        .. targets.Select(target => SiteSpec.Read(target.Spec)).GroupBy(spec => spec.Site, StringComparer.Ordinal).Select(site => new SiteQuestion(
            site.First().Folder, [.. site.Select(spec => spec.Platform).Distinct()], site.First().Context, source.Settings, SiteQuestion.StateOf(source), HasTruth: true)
        {
            Name = site.Key, Source = source,
        }),
    ];
}
