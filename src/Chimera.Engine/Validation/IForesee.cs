using System.Collections.Immutable;
using Chimera.Engine.Planning;

namespace Chimera.Engine.Validation;

/// <summary>A realm's part in Validation: what it can tell about a plan before anything is touched.</summary>
public interface IForesee
{
    Task<ImmutableArray<Finding>> ForeseeAsync(Plan plan, CancellationToken cancel);
}
