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
    /// <returns>The site on each of its platforms and hosts.</returns>
    /// <exception cref="Stop">There is no such site, or the section is wrong.</exception>
    public static async Task<ImmutableArray<SiteSpec>> FindAsync(TruthSource source, string name, CancellationToken cancel)
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

        string[] known = [.. declared.Where(CertifyingTargets.IsSite).Select(target => target.Group).Distinct()];
        return known.Contains(name)
            ? [.. declared.Where(target => target.Group == name).Select(target => SiteSpec.Read(target.Spec))]
            : throw new Stop(ExitCode.Usage, Finding.Error(
                "site.unknown", $"the truth file declares no site '{name}'",
                Nearest.Hint(name, known, known.Length == 0 ? "declare it under 'sites:'" : $"it has {string.Join(", ", known)}")));
    }
}
