using System.Runtime.InteropServices;

namespace Chimera.Sites.Netlify.Matching;

/// <summary>
/// Rules whose path is literal, found by a hash of it. The path is normalised as the matcher does: no slash at its ends, and nothing
/// from the first empty segment on. Rules of one path stay in order. Twelve bytes a rule; the texts are those of the rules.
/// </summary>
internal sealed class ExactPaths
{
    private readonly Func<int, string> _pathOf;
    private readonly int[] _buckets;
    private readonly Entry[] _entries;

    /// <param name="rules">Their numbers, ascending.</param>
    public ExactPaths(IReadOnlyCollection<int> rules, Func<int, string> pathOf)
    {
        _pathOf = pathOf;
        _buckets = new int[Math.Max(1, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)rules.Count))];
        _entries = new Entry[rules.Count];
        var at = rules.Count;
        foreach (var rule in rules.Reverse())
        {
            // Written from the last to the first, so each chain begins with the first.
            var hash = string.GetHashCode(Key(pathOf(rule)), StringComparison.Ordinal);
            ref var bucket = ref _buckets[hash & (_buckets.Length - 1)];
            _entries[--at] = new Entry(rule, hash, bucket - 1);
            bucket = at + 1;
        }
    }

    /// <summary>The first entry for a request's path, or -1.</summary>
    public int First(ReadOnlySpan<char> path) => _entries.Length > 0 && TryKey(path, out var key)
        ? Find(_buckets[string.GetHashCode(key, StringComparison.Ordinal) & (_buckets.Length - 1)] - 1, key)
        : -1;

    /// <summary>The next entry of the same path, or -1.</summary>
    public int After(int entry) => Find(_entries[entry].Next, Key(_pathOf(_entries[entry].Rule)));

    public int RuleOf(int entry) => _entries[entry].Rule;

    /// <summary>The normalised path of a rule.</summary>
    public static ReadOnlySpan<char> Key(ReadOnlySpan<char> path)
    {
        path = path.StartsWith('/') ? path[1..] : path;
        if (path.StartsWith('/'))
        {
            return default;
        }

        var empty = path.IndexOf("//", StringComparison.Ordinal);
        path = empty < 0 ? path : path[..empty];
        return path.EndsWith('/') ? path[..^1] : path;
    }

    /// <summary>A request's path may have one slash more at its end, and no other; the root may be empty.</summary>
    private static bool TryKey(ReadOnlySpan<char> path, out ReadOnlySpan<char> key)
    {
        key = path;
        if (path.Length == 0)
        {
            return true;
        }

        if (path[0] != '/')
        {
            return false;
        }

        key = path[1..];
        key = key.EndsWith('/') ? key[..^1] : key;
        return true;
    }

    private int Find(int entry, ReadOnlySpan<char> key)
    {
        if (entry < 0)
        {
            return -1;
        }

        for (var hash = string.GetHashCode(key, StringComparison.Ordinal); entry >= 0; entry = _entries[entry].Next)
        {
            if (_entries[entry].Hash == hash && Key(_pathOf(_entries[entry].Rule)).SequenceEqual(key))
            {
                return entry;
            }
        }

        return -1;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Entry(int Rule, int Hash, int Next);
}
