using System.Collections.Immutable;

namespace Chimera.Fleet.Nix.Daemon;

/// <summary>Finds the paths of what <c>nix-store --export</c> wrote, which tells of each only after its archive and not how long that is.</summary>
internal static class ExportIndex
{
    private const ulong OneMore = 1;
    private const ulong Last = 0;
    private const ulong Told = 0x4558494e;
    private const int LongestName = 4096;
    private const int MostReferences = 1_000_000;

    /// <exception cref="InvalidDataException">It is no export, or not of this form.</exception>
    /// <exception cref="EndOfStreamException">It is not whole.</exception>
    public static async Task<ImmutableArray<ExportedPath>> ReadAsync(Stream export, CancellationToken cancel)
    {
        NixReader reader = new(export);
        var paths = ImmutableArray.CreateBuilder<ExportedPath>();
        while (true)
        {
            switch (await reader.NumberAsync(cancel))
            {
                case OneMore:
                    paths.Add(await ReadPathAsync(reader, cancel));
                    break;
                case Last:
                    return paths.ToImmutable();
                default:
                    throw new InvalidDataException("an export has something else where a path is due");
            }
        }
    }

    private static async Task<ExportedPath> ReadPathAsync(NixReader reader, CancellationToken cancel)
    {
        var at = reader.Position;
        await Archive.SkipAsync(reader, cancel);
        var length = reader.Position - at;
        if (await reader.NumberAsync(cancel) != Told)
            throw new InvalidDataException("an export tells nothing of a path");
        var path = await reader.TextAsync(LongestName, cancel);

        // The list grows as they come: a count is only what the export claims.
        List<string> references = [];
        for (var left = await reader.CountAsync(MostReferences, cancel); left > 0; left--)
            references.Add(await reader.TextAsync(LongestName, cancel));
        var deriver = await reader.TextAsync(LongestName, cancel);

        // Once signatures were here.
        return await reader.NumberAsync(cancel) == 0
            ? new ExportedPath(path, [.. references], deriver, at, length)
            : throw new InvalidDataException("an export has something after a path");
    }
}
