namespace Chimera.Fleet.Hosts;

/// <summary>Takes what comes before a mark.</summary>
internal interface IByteSink
{
    /// <returns>False when this is more than may come.</returns>
    bool Take(ReadOnlySpan<byte> bytes);
}
