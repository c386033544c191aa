namespace Chimera.Fleet.Transfer;

/// <summary>How closures are compressed on the way.</summary>
public enum TransferCompression
{
    None,
    Gzip,
}
