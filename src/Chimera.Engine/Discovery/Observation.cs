using Chimera.Engine.Truth;

namespace Chimera.Engine.Discovery;

/// <summary>What a target was seen to be, when, and by whom.</summary>
public sealed record Observation(TargetId Target, DateTimeOffset At, string By, Sighting Sighting);
