namespace Chimera.FleetBench;

/// <summary>What was to be measured did not happen, so there is nothing to print.</summary>
internal sealed class BenchException(string message) : Exception(message);
