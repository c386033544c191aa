using Chimera.Engine.Record;
using Chimera.Engine.Record.Merkle;
using Chimera.Store.Keys;
using Chimera.Store.Ledger;

namespace Chimera.Store.Tests;

/// <summary>One way to change a ledger's files without its key.</summary>
/// <param name="whole">What the files are, by name.</param>
/// <param name="earlier">What they were some events before.</param>
/// <param name="stranger">A key that is not the ledger's.</param>
internal sealed class Forgery(Dictionary<string, byte[]> whole, Dictionary<string, byte[]> earlier, EcdsaSigner stranger, Random chance)
{
    private readonly Dictionary<string, byte[]> _files = new(whole);

    public Dictionary<string, byte[]> Make()
    {
        var file = One([.. whole.Keys.Order(StringComparer.Ordinal)]);
        switch (chance.Next(16))
        {
            case 0 or 1 or 2:
                Flip(file);
                break;
            case 3 or 4:
                _files[file] = _files[file][..chance.Next(_files[file].Length)];
                break;
            case 5:
                _files[file] = [.. _files[file], .. Any(1 + chance.Next(300))];
                break;
            case 6:
                Exchange(file, One([.. whole.Keys.Order(StringComparer.Ordinal)]));
                break;
            case 7:
                _files.Remove(file);
                break;
            case 8:
                _files[One(["note", "tile/0/001", "tile/entries/001", "tile/0/001.p/255", "tail/7.entries", "tail/x", "checkpoint.old", "blob/x"])] = Any(40);
                break;
            case 9 or 10:
                Entries(list => (list[chance.Next(list.Count)], list[chance.Next(list.Count)]) = (list[chance.Next(list.Count)], list[chance.Next(list.Count)]), withHashes: chance.Next(2) == 0);
                break;
            case 11:
                Entries(list => list.RemoveAt(chance.Next(list.Count)), withHashes: chance.Next(2) == 0);
                break;
            case 12 or 13:
                Entries(list => Rewrite(list, chance.Next(list.Count)), withHashes: chance.Next(3) > 0);
                break;
            case 14:
                PutBack();
                break;
            default:
                SignAnew();
                break;
        }

        return _files;
    }

    private void Flip(string file)
    {
        byte[] bytes = [.. _files[file]];
        bytes[chance.Next(bytes.Length)] ^= (byte)(1 << chance.Next(8));
        _files[file] = bytes;
    }

    private void Exchange(string file, string other) => (_files[file], _files[other]) = (_files[other], _files[file]);

    /// <summary>Changes the entries of a bundle and, where the forger thought of it, everything that can be derived from them.</summary>
    private void Entries(Action<List<byte[]>> change, bool withHashes)
    {
        var number = chance.Next(2);
        var file = number == 0 ? LedgerPaths.Bundle(0) : LedgerPaths.TailEntries(1);
        var entries = Bundle.Read(_files[file]).Entries.Select(entry => entry.Bytes.ToArray()).ToList();
        change(entries);
        _files[file] = [.. entries.SelectMany(entry => Bundle.Frame(entry))];
        if (!withHashes)
        {
            return;
        }

        byte[] hashes = [.. entries.SelectMany(entry => MerkleHashing.Leaf(entry).ToArray())];
        _files[number == 0 ? LedgerPaths.Tile(0, 0) : LedgerPaths.TailHashes(1)] = hashes;
        foreach (var partial in _files.Keys.Where(name => name.Contains(".p/", StringComparison.Ordinal)).ToList())
        {
            _files.Remove(partial);
        }
    }

    /// <summary>Says that somebody else did it.</summary>
    private static void Rewrite(List<byte[]> entries, int at) =>
        entries[at] = System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(entries[at]).Replace("\"actor\":\"tester\"", "\"actor\":\"forger\"", StringComparison.Ordinal));

    /// <summary>All of it, or a part, as it was earlier.</summary>
    private void PutBack()
    {
        foreach (var file in chance.Next(2) == 0 ? [.. whole.Keys.Union(earlier.Keys)] : new[] { One([.. earlier.Keys.Order(StringComparer.Ordinal)]) })
        {
            if (earlier.TryGetValue(file, out var content))
            {
                _files[file] = content;
            }
            else
            {
                _files.Remove(file);
            }
        }
    }

    /// <summary>A rewritten entry, and a checkpoint over all of it by another key that claims the same name.</summary>
    private void SignAnew()
    {
        Entries(list => Rewrite(list, chance.Next(list.Count)), withHashes: true);
        var tree = new CompactRange();
        foreach (var entry in new[] { LedgerPaths.Bundle(0), LedgerPaths.TailEntries(1) }.SelectMany(file => Bundle.Read(_files[file]).Entries))
        {
            tree.Append(entry.Leaf);
        }

        var origin = System.Text.Encoding.UTF8.GetString(_files["checkpoint"]).Split('\n')[0];
        var note = new Checkpoint(chance.Next(2) == 0 ? origin : stranger.Verifier.Name, tree.Size, tree.Root).Sign(stranger);
        _files["checkpoint"] = note;
        _files["checkpoints"] = chance.Next(2) == 0 ? [.. note, (byte)'\n'] : [.. _files["checkpoints"], .. note, (byte)'\n'];
    }

    private byte[] Any(int length)
    {
        var bytes = new byte[length];
        chance.NextBytes(bytes);
        return bytes;
    }

    private T One<T>(IReadOnlyList<T> items) => items[chance.Next(items.Count)];
}
