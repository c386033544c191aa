using System.Buffers;

namespace Chimera.Sites.Netlify.Matching;

/// <summary>Numbers in room of the caller's as long as that suffices.</summary>
internal ref struct NumberList(Span<int> room)
{
    private const int Few = 16;

    private Span<int> _room = room;
    private int[]? _rented;

    public int Count { get; private set; }

    public readonly ReadOnlySpan<int> All => _room[..Count];

    public void Add(int number)
    {
        if (Count == _room.Length)
        {
            var larger = ArrayPool<int>.Shared.Rent(Math.Max(64, _room.Length * 2));
            _room.CopyTo(larger);
            Dispose();
            _room = _rented = larger;
        }

        _room[Count++] = number;
    }

    /// <summary>The one that was added last. There must be one.</summary>
    public int Take() => _room[--Count];

    public readonly void Sort()
    {
        if (Count > Few)
        {
            _room[..Count].Sort();
            return;
        }

        for (var sorted = 1; sorted < Count; sorted++)
        {
            var number = _room[sorted];
            var at = sorted;
            for (; at > 0 && _room[at - 1] > number; at--)
            {
                _room[at] = _room[at - 1];
            }

            _room[at] = number;
        }
    }

    public readonly void Dispose()
    {
        if (_rented is not null)
        {
            ArrayPool<int>.Shared.Return(_rented);
        }
    }
}
