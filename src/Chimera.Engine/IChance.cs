namespace Chimera.Engine;

/// <summary>Where randomness comes from. What draws from it can be repeated exactly with a seeded one.</summary>
public interface IChance
{
    /// <summary>The next 64 uniformly distributed bits.</summary>
    ulong Next();
}
