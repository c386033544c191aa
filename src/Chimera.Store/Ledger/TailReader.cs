using Chimera.Engine.Record;

namespace Chimera.Store.Ledger;

/// <summary>Reads the tail against the last checkpoint.</summary>
internal static class TailReader
{
    /// <returns>Null when what the checkpoint signs for is not what is there.</returns>
    public static Tail? Read(LedgerPaths paths, Checkpoint head)
    {
        var first = head.Size / Bundle.Width;
        while (first > 0 && paths.Has(LedgerPaths.TailEntries(first - 1)))
        {
            first--;
        }

        if (RightEdge.Load(paths, first) is not { } edge || (edge.Size == head.Size && edge.Root != head.Root))
        {
            return null;
        }

        var fragments = new List<Fragment>();
        LedgerEntry? last = null;
        var isWhole = true;
        for (var number = first; paths.Has(LedgerPaths.TailEntries(number)); number++)
        {
            var bytes = paths.Read(LedgerPaths.TailEntries(number));
            var intact = isWhole ? Intact(edge, head, bytes, ref last) : 0;
            if (intact < 0)
            {
                return null;
            }

            if (intact < bytes.Length)
            {
                fragments.Add(new Fragment(LedgerPaths.TailEntries(number), intact, bytes.AsMemory(intact)));
            }

            // What follows a bundle that is not full was written after it and is worth nothing without it.
            isWhole = isWhole && edge.Size == (number + 1) * Bundle.Width;
        }

        return edge.Size < head.Size ? null : new Tail(edge, first, edge.Size - head.Size, fragments, last);
    }

    /// <returns>The offset up to which the bundle is intact; negative when it is not what was signed for.</returns>
    private static int Intact(RightEdge edge, Checkpoint head, byte[] bytes, ref LedgerEntry? last)
    {
        var intact = 0;
        foreach (var entry in Bundle.Read(bytes).Entries)
        {
            // What is signed for is settled by the root; what is not must at least be an entry of this place.
            var read = LedgerEntry.Read(entry.Bytes.Span);
            if (edge.Size >= head.Size && read?.Index != edge.Size)
            {
                break;
            }

            edge.Append(entry.Leaf);
            (last, intact) = (read, entry.End);
            if (edge.Size == head.Size && edge.Root != head.Root)
            {
                return -1;
            }
        }

        return intact;
    }
}
