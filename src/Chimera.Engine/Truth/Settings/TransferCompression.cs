namespace Chimera.Engine.Truth.Settings;

/// <summary>How closures are compressed on the way.</summary>
public enum TransferCompression
{
    None,
    Gzip,
}
