using System.Collections.Immutable;
using Chimera.Fleet.Nix.Exports;

namespace Chimera.Fleet.Nix.Daemon;

/// <summary>Paths as a daemon takes them in: of each what is to be known, then its archive, which lies in an export already.</summary>
internal sealed class Addition
{
    private readonly ExportSpool _export;
    private readonly ImmutableArray<(ExportedPath Path, ReadOnlyMemory<byte> Told)> _parts;

    private Addition(ExportSpool export, ImmutableArray<(ExportedPath, ReadOnlyMemory<byte>)> parts) => (_export, _parts) = (export, parts);

    /// <summary>Bytes of all that is sent.</summary>
    public long Length => _parts.Sum(part => part.Told.Length + part.Path.Length);

    /// <param name="known">What the controller's store knows of exactly these paths; a daemon refuses an archive that is another.</param>
    /// <exception cref="InvalidDataException">The export is not of these paths.</exception>
    public static Addition Of(ExportSpool export, ImmutableArray<ExportedPath> paths, IEnumerable<StorePathInfo> known)
    {
        var infos = known.ToDictionary(info => info.Path, StringComparer.Ordinal);
        if (paths.Length != infos.Count)
            throw new InvalidDataException("an export has not the paths that were asked for");
        return new Addition(export, [.. paths.Select(path => infos.Remove(path.Path, out var info) && info.NarSize == path.Length
            ? (path, Tell(path, info))
            : throw new InvalidDataException($"an export has not {path.Path} as the store knows it"))]);
    }

    /// <param name="send">Gets it piece by piece; what it was given it may not keep.</param>
    public async Task WriteAsync(Func<ReadOnlyMemory<byte>, ValueTask> send, CancellationToken cancel)
    {
        await send(new NixWords().Number(_parts.Length).Bytes);
        await using var export = _export.Open();
        var buffer = new byte[64 * 1024];
        foreach (var (path, told) in _parts)
        {
            await send(told);
            export.Position = path.At;
            for (var left = path.Length; left > 0;)
            {
                var read = await export.ReadAsync(buffer.AsMemory(0, (int)Math.Min(left, buffer.Length)), cancel);
                if (read == 0)
                    throw new InvalidDataException("an export has become shorter");
                await send(buffer.AsMemory(0, read));
                left -= read;
            }
        }
    }

    private static ReadOnlyMemory<byte> Tell(ExportedPath path, StorePathInfo info) => new NixWords()
        .Text(path.Path)
        .Text(path.Deriver)
        .Text(Convert.ToHexStringLower(Convert.FromBase64String(info.NarHash["sha256-".Length..])))
        .Texts(path.References)
        .Number(0) // when it came: now
        .Number(path.Length)
        .Number(0) // not built there
        .Number(0) // no signatures: an export has none
        .Text("") // nor what a path is made of
        .Bytes;
}
