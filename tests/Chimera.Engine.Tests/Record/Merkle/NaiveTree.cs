using System.Security.Cryptography;
using Chimera.Engine.Record.Merkle;

namespace Chimera.Engine.Tests.Record.Merkle;

/// <summary>RFC 6962 §2.1 word for word, over the entries themselves, with nothing remembered between two calls but hashes of ranges.</summary>
internal sealed class NaiveTree(IReadOnlyList<byte[]> d) : IMerkleNodes
{
    private readonly Dictionary<(int, int), byte[]> _known = [];

    public byte[] Mth(int start, int end)
    {
        var n = end - start;
        return n == 0 ? SHA256.HashData([])
            : _known.TryGetValue((start, end), out var known) ? known
            : _known[(start, end)] = n == 1
                ? SHA256.HashData([0x00, .. d[start]])
                : SHA256.HashData([0x01, .. Mth(start, start + K(n)), .. Mth(start + K(n), end)]);
    }

    public IEnumerable<byte[]> Path(int m, int start, int end)
    {
        var n = end - start;
        return n == 1 ? []
            : m < K(n) ? [.. Path(m, start, start + K(n)), Mth(start + K(n), end)]
            : [.. Path(m - K(n), start + K(n), end), Mth(start, start + K(n))];
    }

    public IEnumerable<byte[]> Subproof(int m, int start, int end, bool b)
    {
        var n = end - start;
        return m == n ? b ? [] : [Mth(start, end)]
            : m <= K(n) ? [.. Subproof(m, start, start + K(n), b), Mth(start + K(n), end)]
            : [.. Subproof(m - K(n), start + K(n), end, false), Mth(start, start + K(n))];
    }

    public MerkleHash Subtree(int level, long index) => new(Mth((int)index << level, (int)(index + 1) << level));

    private static int K(int n)
    {
        var k = 1;
        while (k * 2 < n)
        {
            k *= 2;
        }

        return k;
    }
}
