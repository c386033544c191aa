namespace Chimera.Sites;

/// <summary>
/// A set of ASCII characters, to look for in texts as short as a path, a name or a host. It is made at once, where the framework's own
/// sets (<c>SearchValues</c>) first have code compiled for the machine at hand; those are for texts as long as a file.
/// </summary>
internal sealed class AsciiSet
{
    /// <summary>From the space to the tilde.</summary>
    public static readonly AsciiSet Printable = new(~0UL << ' ', ~0UL >> 1);

    private readonly ulong _low;
    private readonly ulong _high;

    public AsciiSet(string members)
    {
        foreach (var member in members)
        {
            if (member < 64)
            {
                _low |= 1UL << member;
            }
            else
            {
                ArgumentOutOfRangeException.ThrowIfGreaterThan(member, '\x7f', nameof(members));
                _high |= 1UL << (member - 64);
            }
        }
    }

    private AsciiSet(ulong low, ulong high) => (_low, _high) = (low, high);

    public bool Contains(char c) => c < 64 ? (_low >> c & 1) != 0 : c < 128 && (_high >> (c - 64) & 1) != 0;

    public AsciiSet Without(string members)
    {
        var others = new AsciiSet(members);
        return new AsciiSet(_low & ~others._low, _high & ~others._high);
    }
}
