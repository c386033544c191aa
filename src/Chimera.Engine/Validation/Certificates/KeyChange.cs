namespace Chimera.Engine.Validation.Certificates;

/// <summary>When a key was replaced or taken back.</summary>
/// <param name="Index">Its place in the record: what stands before it was there before it.</param>
/// <param name="Why">Empty for a key that was replaced.</param>
public sealed record KeyChange(long Index, DateTimeOffset At, string Why);
