using System.Collections.Immutable;
using Chimera.Fleet.Nix.Daemon;
using Microsoft.Win32.SafeHandles;

namespace Chimera.Fleet.Nix.Exports;

/// <summary>A finished export on disk. The file has no name any more, so that it is gone with the process however that ends.</summary>
internal sealed class ExportSpool : IDisposable
{
    private readonly SafeFileHandle _file;
    private readonly Lazy<Task<ImmutableArray<ExportedPath>>> _paths;

    /// <summary>Takes a file that may still grow and removes its name.</summary>
    public ExportSpool(string name)
    {
        _file = File.OpenHandle(name, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        File.Delete(name);
        _paths = new(() => ExportIndex.ReadAsync(Open(), CancellationToken.None));
    }

    /// <summary>Where its paths lie, looked for once; only for one that is not compressed and does not grow any more.</summary>
    public Task<ImmutableArray<ExportedPath>> Paths => _paths.Value;

    /// <summary>Bytes that every reader gets.</summary>
    public long Length => RandomAccess.GetLength(_file);

    /// <summary>A stream from the start, independent of every other.</summary>
    public Stream Open() => new SpoolReader(_file, Length);

    public void Dispose() => _file.Dispose();
}
