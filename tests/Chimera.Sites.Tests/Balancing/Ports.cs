using System.Net;
using System.Net.Sockets;

namespace Chimera.Sites.Tests.Balancing;

internal static class Ports
{
    /// <summary>Ports of the loopback that nobody listened at a moment ago, all different.</summary>
    public static int[] Free(int count)
    {
        var probes = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToList();
        probes.ForEach(probe => probe.Start());
        int[] ports = [.. probes.Select(probe => ((IPEndPoint)probe.LocalEndpoint).Port)];
        probes.ForEach(probe => probe.Dispose());
        return ports;
    }
}
