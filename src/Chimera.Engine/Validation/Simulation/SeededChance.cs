using System.Text;

namespace Chimera.Engine.Validation.Simulation;

/// <summary>
/// SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014), written out so that a seed
/// means the same on every runtime.
/// </summary>
public sealed class SeededChance : IChance
{
    private const ulong FnvOffset = 14695981039346656037;
    private const ulong FnvPrime = 1099511628211;

    private readonly ulong _seed;
    private ulong _state;

    public SeededChance(ulong seed) => _state = _seed = seed;

    public ulong Next()
    {
        _state += 0x9e3779b97f4a7c15;
        return Mix(_state);
    }

    /// <summary>An independent source for one purpose. It depends on the seed and the purpose alone, not on what was drawn before.</summary>
    public SeededChance For(string purpose)
    {
        var hash = FnvOffset;
        foreach (var octet in Encoding.UTF8.GetBytes(purpose))
        {
            hash = (hash ^ octet) * FnvPrime;
        }

        return new SeededChance(Mix(_seed ^ hash));
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return z ^ (z >> 31);
    }
}
