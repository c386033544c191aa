namespace Chimera.Fleet.Declaration;

/// <summary>Which hosts on trial prove by a new login that one can still get in. The others prove it by what costs less and shows less.</summary>
public enum LoginProof
{
    /// <summary>Canaries, and hosts whose new generation nobody has logged in to yet in this rollout.</summary>
    First,

    /// <summary>Every host.</summary>
    Every,
}
