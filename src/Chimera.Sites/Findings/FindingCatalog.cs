using System.Collections.Immutable;

namespace Chimera.Sites.Findings;

/// <summary>Every sort of finding there is. A page of the documentation is written from each.</summary>
public static class FindingCatalog
{
    public static ImmutableArray<FindingKind> All { get; } =
    [
        .. SiteFindings.All,
    ];

    public static FindingKind? Find(string code) => All.FirstOrDefault(kind => kind.Code == code);
}
