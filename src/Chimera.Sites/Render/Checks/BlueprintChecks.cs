using System.Collections.Immutable;
using Chimera.Sites.Findings;
using Chimera.Sites.Render.Blueprints;

namespace Chimera.Sites.Render.Checks;

/// <summary>Everything that can be said of a Blueprint without looking at the site beside it.</summary>
internal static class BlueprintChecks
{
    private static readonly ImmutableArray<IBlueprintCheck> All =
    [
        new SchemaFindings(), new SpellingCheck(), new ServiceCheck(), new PlanCheck(), new ReferenceCheck(), new DatabaseCheck(),
        new StaticSiteCheck(),
    ];

    /// <returns>In the order of the file; what an alias says twice, once.</returns>
    public static ImmutableArray<SiteFinding> Run(Blueprint blueprint, CancellationToken cancel) =>
    [
        .. All.SelectMany(check => check.Check(blueprint, cancel))
            .DistinctBy(finding => (finding.Kind.Code, finding.Span, finding.Message))
            .OrderBy(finding => finding.Span?.Start ?? 0),
    ];
}
