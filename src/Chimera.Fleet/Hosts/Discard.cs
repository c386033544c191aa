namespace Chimera.Fleet.Hosts;

/// <summary>Drops bytes: the noise of login files, and what processes left behind write between two calls.</summary>
internal sealed class Discard(long limit = long.MaxValue) : IByteSink
{
    private long _left = limit;

    public bool Take(ReadOnlySpan<byte> bytes) => (_left -= bytes.Length) >= 0;
}
