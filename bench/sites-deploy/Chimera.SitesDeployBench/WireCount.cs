using System.Runtime.InteropServices;

namespace Chimera.SitesDeployBench;

/// <summary>What went over a wire.</summary>
/// <param name="Out">Bytes from the controller.</param>
/// <param name="In">Bytes to it.</param>
/// <param name="Turns">How often the other side began to speak after the controller had: no less than the round trips that were waited for.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct WireCount(long Out, long In, int Connections, int Turns)
{
    public static WireCount operator -(WireCount one, WireCount other) =>
        new(one.Out - other.Out, one.In - other.In, one.Connections - other.Connections, one.Turns - other.Turns);
}
