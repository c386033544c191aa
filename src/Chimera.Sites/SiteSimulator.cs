using System.Collections.Immutable;
using Chimera.Sites.Analyses;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Platforms;

namespace Chimera.Sites;

/// <summary>Foresees what a platform will make of a folder, and looks at it with every analysis. Pure but for reading the folder.</summary>
public sealed class SiteSimulator(
    IReadOnlyCollection<IPlatform> platforms, IReadOnlyCollection<IAnalysis> analyses, TimeSpan timeout, TimeProvider time)
{
    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> was; running out of time is a finding instead.</exception>
    public Foresight Foresee(Platform platform, SiteFolder folder, DeployContext context, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (folder.KindOf("") != EntryKind.Folder)
        {
            return Nothing(platform, new SiteFinding(SiteFindings.FolderMissing, $"{folder.Name} is no folder"));
        }

        using var deadline = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancel);
        try
        {
            var foresight = platforms.First(known => known.Platform == platform).Foresee(folder, context, either.Token);
            var found = foresight.Broken ? [] : analyses.SelectMany(analysis => analysis.Analyse(foresight, folder, either.Token));
            return foresight with { Findings = InOrder(foresight.Findings.Concat(found)) };
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return Nothing(platform, new SiteFinding(
                SiteFindings.SimulationTimeout,
                $"foreseeing {folder.Name} on {platform.Name()} took longer than {timeout.TotalSeconds:0.#} s"));
        }
    }

    private static ImmutableArray<SiteFinding> InOrder(IEnumerable<SiteFinding> findings) =>
        [.. findings.Distinct().Order(Comparer<SiteFinding>.Create(Compare))];

    private static int Compare(SiteFinding one, SiteFinding other) =>
        other.Kind.Severity - one.Kind.Severity is not 0 and var severity ? severity
        : string.CompareOrdinal(one.Place?.File, other.Place?.File) is not 0 and var file ? file
        : (one.Place?.Line ?? -1) - (other.Place?.Line ?? -1) is not 0 and var line ? line
        : (one.Place?.Column ?? -1) - (other.Place?.Column ?? -1) is not 0 and var column ? column
        : string.CompareOrdinal(one.Kind.Code, other.Kind.Code);

    private static Foresight Nothing(Platform platform, SiteFinding why) => new(platform, [], PublishedFiles.None, [], [], [why], null);
}
