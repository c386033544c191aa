using System.Collections.Immutable;
using Chimera.Engine.Truth;
using Chimera.Engine.Truth.Documents;
using Chimera.Engine.Validation;
using Chimera.Cli.Commands;
using Chimera.Sites.Declaration;
using Chimera.Sites.Platforms;

namespace Chimera.Cli.Composition;

/// <summary>Which of the declared sites, platforms and hosts a person means.</summary>
/// <param name="Site">Null for all.</param>
/// <param name="Platforms">None for all.</param>
/// <param name="Hosts">None for all.</param>
internal sealed record PlaceFilter(string? Site, ImmutableArray<Platform> Platforms, ImmutableArray<string> Hosts)
{
    /// <exception cref="Stop">There is no such site, or it is on none of them.</exception>
    public ImmutableArray<DeclaredTarget> Choose(IEnumerable<DeclaredTarget> targets)
    {
        ImmutableArray<DeclaredTarget> sites = [.. targets.Where(CertifyingTargets.IsSite)];
        string[] known = [.. sites.Select(target => target.Group).Distinct(StringComparer.Ordinal)];
        if (known.Length == 0 || (Site is not null && !known.Contains(Site)))
        {
            throw new Stop(ExitCode.Usage, Site is null
                ? Finding.Error("site.none", "the truth file declares no sites", "declare one under 'sites:', or say where a folder is live with --url")
                : Finding.Error("site.unknown", $"the truth file declares no site '{Site}'",
                    Nearest.Hint(Site, known, known.Length == 0 ? "declare it under 'sites:'" : $"it has {string.Join(", ", known)}")));
        }

        ImmutableArray<DeclaredTarget> chosen =
        [
            .. sites.Where(target => Site is null || target.Group == Site)
                .Where(target => Platforms.IsEmpty || Platforms.Contains(SiteSpec.Read(target.Spec).Platform))
                .Where(target => Hosts.IsEmpty || Hosts.Contains(HostOf(target))),
        ];
        return chosen.IsEmpty
            ? throw new Stop(ExitCode.Usage, Finding.Error(
                "site.not-there", $"{(Site is null ? "no site" : $"the site '{Site}'")} is not on what is named",
                $"its places are {string.Join(", ", sites.Where(target => Site is null || target.Group == Site).Select(target => target.Id.Name))}"))
            : chosen;
    }

    // sites/docs/host/web1
    private static string HostOf(DeclaredTarget target) => target.Id.Name.Split('/') is [_, _, var host] ? host : "";
}
