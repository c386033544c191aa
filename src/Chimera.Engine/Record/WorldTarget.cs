using Chimera.Engine.Planning;
using Chimera.Engine.Truth;

namespace Chimera.Engine.Record;

/// <summary>A target and the generation it was committed to, with all that is needed to bring it back there.</summary>
public sealed record WorldTarget(DeclaredTarget Target, GenerationId Generation);
