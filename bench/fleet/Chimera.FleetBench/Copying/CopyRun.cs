using System.Globalization;
using Chimera.Fleet.Processes;

namespace Chimera.FleetBench.Copying;

/// <summary>A large closure of which little is missing, copied to one host by Chimera and by <c>nix copy</c>, over the same slow line.</summary>
internal sealed class CopyRun(LabView lab, CpuGroups cpu, TextWriter to)
{
    private static readonly int[] RoundTrips = [0, 50];

    /// <param name="brought">A system that the host gets beforehand.</param>
    /// <param name="systems">The systems to be copied; each is copied once, so a round takes as many as there are turns.</param>
    public async Task MeasureAsync(string brought, IReadOnlyList<string> systems, CancellationToken cancel)
    {
        Figures figures = new(cpu, to);
        var host = lab.Hosts[0];
        var folder = Directory.CreateTempSubdirectory("chimera-fleet-bench-").FullName;
        try
        {
            await using (ChimeraCopy first = new(host, lab.SshConfig, folder))
                await first.CopyAsync(null, brought, cancel);
            await SetAsync(host, brought, cancel);
            using var left = systems.GetEnumerator();
            string Next() => left.MoveNext() ? left.Current : throw new BenchException("there are too few systems");
            foreach (var milliseconds in RoundTrips)
            {
                await using DelayingProxy proxy = new(lab.AddressOf(host), lab.SshPort, TimeSpan.FromMilliseconds(milliseconds));
                var suffix = string.Create(CultureInfo.InvariantCulture, $"-{milliseconds}ms");
                SlowLine line = new(proxy, figures, suffix, host, folder, lab.SshConfig, brought);
                for (var round = 1; round <= systems.Count / (RoundTrips.Length * SlowLine.Turns); round++)
                    await line.RoundAsync(round, Next, cancel);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The host is at the system, as one is that is deployed to again.</summary>
    private async Task SetAsync(string host, string system, CancellationToken cancel)
    {
        ChildCommand set = new("ssh", ["-F", lab.SshConfig, host, "nix-env", "--profile", "/nix/var/nix/profiles/system", "--set", system]);
        if (await ChildProcess.RunAsync(set, cancel) is not ChildOutcome.Exited { Code: 0 } and var failed)
            throw new BenchException($"the profile could not be set: {failed}");
    }
}
