namespace Chimera.Fleet.Declaration.DeployRs;

/// <summary>Something that is installed on a host.</summary>
internal sealed record DeployRsProfile(bool HasPath, string? ProfilePath, DeployRsSettings Settings);
