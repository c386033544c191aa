namespace Chimera.Engine.Validation.Certificates;

/// <summary>One thing that a certificate speaks of.</summary>
/// <param name="Name">Unique in its certificate; what it means is the realm's.</param>
public sealed record Subject(string Name, Digests Digests);
