using System.Buffers;
using System.Globalization;

namespace Chimera.Fleet.Hosts;

/// <summary>
/// The folder of the sockets over which the connections that ssh keeps can be shared, by us alone: made anew with mode 0700, locked while we live,
/// removed at the end. One whose owner was killed is removed by the next.
/// </summary>
internal sealed class ControlSockets : IDisposable
{
    private const string Prefix = "chimera-control-";
    private const string LockName = "lock";

    // ssh binds under the name with 17 characters more, and under another one with two more; a unix socket has 104 bytes (BSD) or 108 (Linux) with the NUL.
    private const int LongestName = 103 - 17;

    // Nothing that ssh_config(5) would expand or split.
    private static readonly SearchValues<char> Plain = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/._-");

    // One that is younger may be being made at this moment, with its lock not yet taken.
    private static readonly TimeSpan Making = TimeSpan.FromMinutes(1);

    private readonly string _folder;
    private readonly FileStream _lock;
    private int _count;

    private ControlSockets(string folder)
    {
        _folder = folder;
        _lock = new FileStream(Path.Combine(folder, LockName), FileMode.CreateNew, FileAccess.Write, FileShare.None);
    }

    public static ControlSockets Make(TimeProvider time)
    {
        RemoveStale(time);
        return new ControlSockets(Directory.CreateTempSubdirectory(Prefix).FullName);
    }

    /// <returns>A name for a socket; null where this machine's folders have no name that ssh could use.</returns>
    public string? Next()
    {
        var name = Path.Combine(_folder, Interlocked.Increment(ref _count).ToString(CultureInfo.InvariantCulture));
        return name.Length <= LongestName && !name.AsSpan().ContainsAnyExcept(Plain) ? name : null;
    }

    public void Dispose()
    {
        _lock.Dispose();
        Remove(_folder);
    }

    private static void RemoveStale(TimeProvider time)
    {
        foreach (var folder in Directory.EnumerateDirectories(Path.GetTempPath(), Prefix + "*"))
        {
            if (IsStale(folder, time))
                Remove(folder);
        }
    }

    private static bool IsStale(string folder, TimeProvider time)
    {
        if (time.GetUtcNow().UtcDateTime - Directory.GetLastWriteTimeUtc(folder) < Making)
            return false;
        try
        {
            // What the owner holds until it ends, however it ends.
            using var taken = new FileStream(Path.Combine(folder, LockName), FileMode.Open, FileAccess.Write, FileShare.None);
            return true;
        }
        catch (FileNotFoundException)
        {
            return true;
        }
        catch (Exception held) when (held is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception kept) when (kept is IOException or UnauthorizedAccessException)
        {
            // Another one removes it, or it is not ours.
        }
    }
}
