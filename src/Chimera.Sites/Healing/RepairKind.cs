namespace Chimera.Sites.Healing;

/// <summary>What a healer's repairs do. The first kind is always tried before the second, whatever is remembered.</summary>
public enum RepairKind
{
    /// <summary>The site does what was meant.</summary>
    Restores,

    /// <summary>What has no effect is taken out; every answer stays what it is.</summary>
    Silences,
}
