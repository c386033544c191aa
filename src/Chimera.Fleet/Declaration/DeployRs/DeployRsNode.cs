using System.Collections.Immutable;
using Chimera.Engine.Truth.Documents;

namespace Chimera.Fleet.Declaration.DeployRs;

/// <summary>A host.</summary>
internal sealed record DeployRsNode(
    string HostName, ImmutableArray<string> ProfilesOrder, Table<DeployRsProfile> Profiles, DeployRsSettings Settings);
