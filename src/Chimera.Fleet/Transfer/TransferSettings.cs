namespace Chimera.Fleet.Transfer;

/// <summary>How closures travel.</summary>
/// <param name="Parallel">Hosts that are sent to at the same time, from 1.</param>
/// <param name="Gzip">Compress the stream: for links slower than about 50 MB/s.</param>
/// <param name="Attempts">How often a cut transfer is taken up again where it stopped, from 1.</param>
public sealed record TransferSettings(int Parallel, bool Gzip, int Attempts = 4);
