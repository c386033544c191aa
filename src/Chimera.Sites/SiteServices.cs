using Chimera.Engine;
using Chimera.Engine.Record;
using Chimera.Sites.Certification;
using Chimera.Sites.Publishing;

namespace Chimera.Sites;

/// <summary>What the realm of sites needs of others.</summary>
/// <param name="Hosts">Hosts that sites can be released to.</param>
/// <param name="Approvals">Says what may be shown.</param>
/// <param name="Notes">What outlives this process: marks of trials, dossiers of releases.</param>
/// <param name="Cache">A folder, absolute, for what can be fetched again.</param>
/// <param name="Tell">Writes to the record; returns when it is durable.</param>
public sealed record SiteServices(
    IReleaseHosts Hosts, IApprovals Approvals, INotes Notes, string Cache, Func<DomainEvent, Task> Tell, TimeProvider Time, IChance Chance);
