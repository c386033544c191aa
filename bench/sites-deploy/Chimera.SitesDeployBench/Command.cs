using System.Collections.Immutable;

namespace Chimera.SitesDeployBench;

/// <summary>A tool's call.</summary>
internal sealed record Command(string Program, ImmutableArray<string> Arguments, string Folder)
{
    public ImmutableDictionary<string, string> Environment { get; init; } = ImmutableDictionary<string, string>.Empty;
}
