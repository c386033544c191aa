using Chimera.Engine.Validation;

namespace Chimera.Engine.Truth;

/// <summary>The order in which a person reads findings.</summary>
public static class FindingOrder
{
    /// <summary>By file, line and column; those without a place last; in the order they were found otherwise.</summary>
    public static IEnumerable<Finding> ByPlace(this IEnumerable<Finding> findings) => findings
        .OrderBy(finding => finding.Place is null)
        .ThenBy(finding => finding.Place?.File, StringComparer.Ordinal)
        .ThenBy(finding => finding.Place?.Line)
        .ThenBy(finding => finding.Place?.Column);
}
