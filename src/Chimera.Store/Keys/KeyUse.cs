namespace Chimera.Store.Keys;

/// <summary>What a key signs. One key has one use, so that what it signed for one purpose is worth nothing for another.</summary>
public enum KeyUse
{
    Ledger,
    Certify,
}
