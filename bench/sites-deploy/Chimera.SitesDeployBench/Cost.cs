namespace Chimera.SitesDeployBench;

/// <summary>Milliseconds; null where the machine counts no CPU time.</summary>
internal sealed record Cost(double Wall, double? Controller, double? Host);
