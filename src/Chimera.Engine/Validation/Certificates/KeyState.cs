namespace Chimera.Engine.Validation.Certificates;

/// <summary>What a key still is, as far as where it is kept says; the record may say worse (<see cref="KeyHistory"/>).</summary>
public enum KeyState
{
    InUse,

    /// <summary>Another took its place: what it signed counts if it is on record from before that.</summary>
    Retired,

    /// <summary>It was taken back: nothing that it signed counts, whenever that was.</summary>
    Revoked,
}
