using System.Collections.Immutable;
using Chimera.Engine.Validation;

namespace Chimera.Fleet.Lab;

/// <summary>How something asked of a lab ended. A closed set.</summary>
public abstract record LabOutcome
{
    private LabOutcome()
    {
    }

    /// <summary>It was done, or had been done before.</summary>
    /// <param name="Hosts">The hosts concerned, as they are now.</param>
    public sealed record Done(ImmutableArray<LabHost> Hosts) : LabOutcome;

    /// <summary>It was tried, and some hosts would not; asking again finishes what can be finished.</summary>
    public sealed record Failed(ImmutableArray<LabHost> Hosts, ImmutableArray<Finding> Why) : LabOutcome;

    /// <summary>Nothing was changed.</summary>
    public sealed record Refused(ImmutableArray<Finding> Why) : LabOutcome;

    internal static LabOutcome Refuse(Finding why) => new Refused([why]);

    internal static LabOutcome Of(ImmutableArray<LabHost> hosts, IEnumerable<Finding?> findings)
    {
        var why = findings.OfType<Finding>().ToImmutableArray();
        return why.IsEmpty ? new Done(hosts) : new Failed(hosts, why);
    }
}
