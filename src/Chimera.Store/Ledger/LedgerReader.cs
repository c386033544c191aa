using System.Text.Json.Nodes;
using Chimera.Engine.Record;

namespace Chimera.Store.Ledger;

/// <summary>Reads entries back, in order.</summary>
internal sealed class LedgerReader(LedgerPaths paths)
{
    /// <summary>The bytes of one entry; null when they are not there.</summary>
    public ReadOnlyMemory<byte>? Find(long index)
    {
        var entries = Bundle.Read(paths.Read(paths.FindEntries(index / Bundle.Width))).Entries;
        var place = (int)(index % Bundle.Width);
        return place < entries.Length ? entries[place].Bytes : null;
    }

    /// <summary>The events from one index up to another.</summary>
    /// <exception cref="RecordUnavailableException">One of them is missing or is no entry.</exception>
    public IEnumerable<Written> Read(long from, long to)
    {
        var blobs = new BlobFolder(paths);
        for (var number = from / Bundle.Width; number * Bundle.Width < to; number++)
        {
            var entries = Bundle.Read(paths.Read(paths.FindEntries(number))).Entries;
            var first = number * Bundle.Width;
            for (var index = Math.Max(from, first); index < Math.Min(to, first + Bundle.Width); index++)
            {
                yield return index - first < entries.Length && Read(blobs, entries[(int)(index - first)], index) is { } written ? written
                    : throw new RecordUnavailableException($"entry {index} of the ledger in {paths.Root} cannot be read");
            }
        }
    }

    private static Written? Read(BlobFolder blobs, BundleEntry bytes, long index)
    {
        if (LedgerEntry.Read(bytes.Bytes.Span) is not { } entry || entry.Index != index)
        {
            return null;
        }

        var data = entry.Data ?? (blobs.Find(entry.Payload!) is { } payload ? Parse(payload) : null);
        return data is null ? null : new Written(entry.With(data), CanonicalJson.Write(data), bytes.Leaf);
    }

    /// <summary>Null unless the bytes are what was written for an entry's data.</summary>
    private static JsonObject? Parse(byte[] payload)
    {
        try
        {
            var data = JsonFacts.Parse(payload, LedgerEntry.MostDepth);
            return CanonicalJson.Write(data).AsSpan().SequenceEqual(payload) ? data : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
