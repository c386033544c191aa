using Microsoft.Win32.SafeHandles;

namespace Chimera.Fleet.Nix.Exports;

/// <summary>A finished export on disk. The file has no name any more, so that it is gone with the process however that ends.</summary>
internal sealed class ExportSpool(SafeFileHandle file) : IDisposable
{
    /// <summary>Bytes that every reader gets.</summary>
    public long Length => RandomAccess.GetLength(file);

    /// <summary>A stream from the start, independent of every other.</summary>
    public Stream Open() => new SpoolReader(file, Length);

    public void Dispose() => file.Dispose();
}
