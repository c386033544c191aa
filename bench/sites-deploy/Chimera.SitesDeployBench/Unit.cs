namespace Chimera.SitesDeployBench;

internal enum Unit
{
    Count,
    Bytes,
    Milliseconds,
}
