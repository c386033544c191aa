using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Chimera.Engine.Validation;

namespace Chimera.Fleet.Nix.Exports;

/// <summary>
/// Makes the stream that brings a host the paths it lacks, once for all hosts that lack the same ones. A stream is written to disk
/// whole before anyone reads it: the host protocol needs its length first, and compressed that is not known before.
/// </summary>
/// <param name="folder">Where the streams lie while they are needed; made if absent. Must have room for all paths of a set.</param>
internal sealed class ClosureExports(INix nix, string folder) : IAsyncDisposable
{
    private static readonly FileStreamOptions NewFile = new()
    {
        Mode = FileMode.CreateNew,
        Access = FileAccess.Write,
        Share = FileShare.ReadWrite | FileShare.Delete,
        BufferSize = 0,
    };

    private readonly Shared<(string Paths, bool Gzip), ExportAnswer> _exports = new(answer => answer is ExportAnswer.Ready);

    /// <summary>The export of exactly these paths (their order does not matter), as <c>nix-store --import</c> reads it.</summary>
    /// <param name="gzip">Compressed (RFC 1952), lightly: for links that are slower than one processor compresses.</param>
    public Task<ExportAnswer> GetAsync(IReadOnlyCollection<string> paths, bool gzip, CancellationToken cancel) =>
        _exports.GetAsync((DigestOf(paths), gzip), working => ExportAsync(paths, gzip, working), cancel);

    /// <summary>Stops what is being made and removes every stream; readers get no further.</summary>
    public async ValueTask DisposeAsync()
    {
        var begun = _exports.Begun;
        _exports.Dispose();
        foreach (var export in begun)
        {
            await ((Task)export).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (export.IsCompletedSuccessfully && await export is ExportAnswer.Ready ready)
                ready.Spool.Dispose();
        }
    }

    private static string DigestOf(IEnumerable<string> paths) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', paths.Order(StringComparer.Ordinal)))));

    private async Task<ExportAnswer> ExportAsync(IReadOnlyCollection<string> paths, bool gzip, CancellationToken cancel)
    {
        try
        {
            Directory.CreateDirectory(folder);
            return await SpoolAsync(paths, gzip, cancel);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new ExportAnswer.Failed(Finding.Error(
                "nix.export-not-written", $"the closure could not be written to {folder}: {e.Message}", $"make room in {folder}, or make it writable"));
        }
    }

    private async Task<ExportAnswer> SpoolAsync(IReadOnlyCollection<string> paths, bool gzip, CancellationToken cancel)
    {
        var name = Path.Combine(folder, Path.GetRandomFileName());
        ExportSpool? spool = null;
        try
        {
            Finding? why;
            await using (var whole = new FileStream(name, NewFile))
            await using (var stream = gzip ? new GZipStream(whole, CompressionLevel.Fastest) : (Stream)whole)
            {
                spool = new ExportSpool(name);
                why = await nix.ExportAsync(paths, stream, cancel);
            }

            if (why is not null)
                return new ExportAnswer.Failed(why);
            var ready = new ExportAnswer.Ready(spool);
            spool = null;
            return ready;
        }
        finally
        {
            spool?.Dispose();
        }
    }
}
