namespace Chimera.Store.Keys;

/// <summary>Where a key for certificates is kept, and so what it still is. A closed set.</summary>
public enum KeyPlace
{
    /// <summary>Its private half is a file here.</summary>
    File,

    /// <summary>A command prints its private half; here is only the public one.</summary>
    Command,

    /// <summary>Another took its place.</summary>
    Retired,

    /// <summary>It was taken back.</summary>
    Revoked,
}
