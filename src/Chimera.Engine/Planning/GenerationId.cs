namespace Chimera.Engine.Planning;

/// <summary>The identity of one world state of a target, in the realm's own words (a fleet's toplevel store path). Compared, never parsed, by the engine.</summary>
public readonly record struct GenerationId(string Value)
{
    public override string ToString() => Value;
}
