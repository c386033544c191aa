using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;

namespace Chimera.Fleet.Folders;

/// <summary>A change on its way: what is taken out, then one tar of what is brought, compressed where that pays.</summary>
internal sealed class FolderPack : IAsyncDisposable
{
    private readonly FileStream _spool;

    private FolderPack(FileStream spool, bool gzip) => (_spool, Gzip) = (spool, gzip);

    public bool Gzip { get; }

    public long Length => _spool.Length;

    public static async Task<FolderPacking> OfAsync(FolderChange change, FolderContent content, FolderCache cache, CancellationToken cancel)
    {
        try
        {
            return await PackAsync(change, content, cache, cancel);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            return new FolderPacking.Refused(FolderFindings.NotPacked(failed.Message));
        }
    }

    /// <summary>From its start; once at a time, since it belongs to the pack.</summary>
    public Stream Open()
    {
        _spool.Position = 0;
        return _spool;
    }

    public ValueTask DisposeAsync() => _spool.DisposeAsync();

    private static async Task<FolderPacking> PackAsync(
        FolderChange change, FolderContent content, FolderCache cache, CancellationToken cancel)
    {
        FileStream? plain = await StartAsync(change, cache, cancel);
        FileStream? smaller = null;
        try
        {
            await using (TarWriter tar = new(plain, TarEntryFormat.Gnu, leaveOpen: true))
            {
                foreach (var file in content.Files.Where(file => change.In.Contains(file.Path)))
                {
                    if (Read(file) is not { } bytes)
                        return new FolderPacking.Refused(FolderFindings.Changed(file.Path));
                    await tar.WriteEntryAsync(Entry(file, bytes), cancel);
                }
            }

            smaller = await StartAsync(change, cache, cancel);
            plain.Position = change.Out.Length;
            await using (GZipStream gzip = new(smaller, CompressionLevel.Optimal, leaveOpen: true))
                await plain.CopyToAsync(gzip, cancel);
            // What does not shrink by a tenth is not worth the host's time.
            var pays = smaller.Length < plain.Length - (plain.Length / 10);
            FolderPack pack = new(pays ? smaller : plain, pays);
            (plain, smaller) = (pays ? plain : null, pays ? null : smaller);
            return new FolderPacking.Ready(pack);
        }
        finally
        {
            await (plain?.DisposeAsync() ?? default);
            await (smaller?.DisposeAsync() ?? default);
        }
    }

    private static async Task<FileStream> StartAsync(FolderChange change, FolderCache cache, CancellationToken cancel)
    {
        var spool = cache.Spool();
        await spool.WriteAsync(change.Out, cancel);
        return spool;
    }

    private static byte[]? Read(FolderFile file) =>
        file.Open() is { } bytes && bytes.Length == file.Bytes && Convert.ToHexStringLower(SHA256.HashData(bytes)) == file.Sha256
            ? bytes
            : null;

    // GNU's form, because busybox knows its long names and not those of pax. Time and owner are the host's.
    private static GnuTarEntry Entry(FolderFile file, byte[] bytes) => new(TarEntryType.RegularFile, "./" + file.Path)
    {
        Mode = (UnixFileMode)(file.Executable ? 0b101_101_101 : 0b100_100_100),
        ModificationTime = DateTimeOffset.UnixEpoch,
        DataStream = new MemoryStream(bytes, writable: false),
    };
}
