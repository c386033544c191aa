namespace Chimera.Store.Tests.Faults;

/// <summary>
/// A disk that loses power: whatever was synced is there, and of everything else any part. Data comes back whole, cut, as zeros, with
/// holes or not at all; names that were made, moved or removed are there or as before. Nothing depends on the order in which it was done.
/// </summary>
internal sealed class LosingDisk(IReadOnlyList<DiskChange> changes, Random chance)
{
    /// <summary>What a disk writes in one piece.</summary>
    private const int Sector = 512;

    private readonly Dictionary<string, List<(long Offset, byte[]? Bytes, int At)>> _data = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _live = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _synced = new(StringComparer.Ordinal);
    private readonly List<(int At, string Path, string? File, string? From, string? To)> _names = [];

    /// <param name="end">How many changes were made before the power went.</param>
    /// <returns>The files that are left, with their content, and the folders.</returns>
    public (Dictionary<string, byte[]> Files, HashSet<string> Folders) LoseAfter(int end)
    {
        for (var at = 0; at < end; at++)
        {
            Note(changes[at], at);
        }

        // What is above the first folder belongs to somebody else, who has synced it.
        var root = changes.OfType<DiskChange.FolderMade>().First().Path;
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        var folders = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (at, path, file, from, to) in _names)
        {
            if (path != root && !IsSynced(Path.GetDirectoryName(path)!, at) && chance.Next(2) == 0)
            {
                continue;
            }

            if (from is not null)
            {
                names.Remove(from);
                folders.Remove(from);
            }

            if (to is not null && file is not null)
            {
                names[to] = file;
            }
            else if (to is not null)
            {
                folders.Add(to);
            }
        }

        return (names.Where(name => Reachable(name.Key)).ToDictionary(name => name.Key, name => Content(name.Value)), [.. folders.Where(folder => folder == root || Reachable(folder))]);

        bool Reachable(string path) => path == root ? folders.Contains(root) : path.Length > root.Length && folders.Contains(Path.GetDirectoryName(path)!) && Reachable(Path.GetDirectoryName(path)!);
    }

    private void Note(DiskChange change, int at)
    {
        switch (change)
        {
            case DiskChange.Created created:
                _live[created.Path] = $"{created.Path}#{at}";
                _data[_live[created.Path]] = [];
                _names.Add((at, created.Path, _live[created.Path], null, created.Path));
                break;
            case DiskChange.FolderMade made:
                _names.Add((at, made.Path, null, null, made.Path));
                break;
            case DiskChange.Written written:
                var parts = _data[_live[written.Path]];
                parts.Add((written.Offset < 0 ? Length(parts) : written.Offset, written.Bytes, at));
                break;
            case DiskChange.Cut cut:
                _data[_live[cut.Path]].Add((cut.Length, null, at));
                break;
            case DiskChange.Moved moved:
                _live.Remove(moved.From, out var file);
                _live[moved.To] = file!;
                _names.Add((at, moved.To, file, moved.From, moved.To));
                break;
            case DiskChange.Removed removed:
                _live.Remove(removed.Path);
                _names.Add((at, removed.Path, null, removed.Path, null));
                break;
            case DiskChange.Synced synced:
                _synced[_live.GetValueOrDefault(synced.Path, synced.Path)] = at;
                break;
        }
    }

    private bool IsSynced(string what, int at) => _synced.TryGetValue(what, out var when) && when > at;

    private byte[] Content(string file)
    {
        var content = new MemoryStream();
        foreach (var (offset, bytes, at) in _data[file])
        {
            var isSafe = IsSynced(file, at);
            if (bytes is null)
            {
                if (isSafe || chance.Next(2) == 0)
                {
                    content.SetLength(offset);
                }
            }
            else if (isSafe)
            {
                Put(content, offset, bytes);
            }
            else
            {
                PutSome(content, offset, bytes, isLast: at == _data[file][^1].At);
            }
        }

        return content.ToArray();
    }

    private void PutSome(MemoryStream content, long offset, byte[] bytes, bool isLast)
    {
        switch (chance.Next(isLast ? 5 : 4))
        {
            case 0:
                break;
            case 1:
                Put(content, offset, bytes);
                break;
            case 4:
                // Only a file's end can be anywhere; what was written behind it came with the same sector.
                Put(content, offset, bytes[..chance.Next(bytes.Length + 1)]);
                break;
            case 2:
                // The file has its new length, and what was to be there never came.
                Put(content, offset, new byte[bytes.Length]);
                break;
            default:
                byte[] holed = [.. bytes];
                for (var start = 0; start < bytes.Length;)
                {
                    // Sectors are those of the disk, not of the write.
                    var end = (int)Math.Min(bytes.Length, (((offset + start) / Sector) + 1) * Sector - offset);
                    if (chance.Next(2) == 0)
                    {
                        Array.Clear(holed, start, end - start);
                    }

                    start = end;
                }

                Put(content, offset, holed);
                break;
        }
    }

    private static void Put(MemoryStream content, long offset, byte[] bytes)
    {
        content.Position = offset;
        content.Write(bytes);
    }

    private static long Length(List<(long Offset, byte[]? Bytes, int At)> parts) =>
        parts.Aggregate(0L, (length, part) => part.Bytes is null ? part.Offset : Math.Max(length, part.Offset + part.Bytes.Length));
}
