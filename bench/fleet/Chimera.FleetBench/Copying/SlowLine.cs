using Chimera.Fleet.Processes;

namespace Chimera.FleetBench.Copying;

/// <summary>One line to one host, over which everybody copies by turns.</summary>
/// <param name="suffix">Tells the figures of this line from those of others.</param>
/// <param name="brought">The system that the host is at.</param>
internal sealed class SlowLine(DelayingProxy proxy, Figures figures, string suffix, string host, string folder, string labConfig, string brought)
{
    /// <summary>Systems that a round takes.</summary>
    public const int Turns = 3;

    public async Task RoundAsync(int round, Func<string> next, CancellationToken cancel)
    {
        var config = Path.Combine(folder, $"ssh_config{suffix}");
        // The first value that is found counts, so this leads to the proxy and everything else is the lab's.
        var text = $"Host {host}\n  HostName 127.0.0.1\n  Port {proxy.Port}\nMatch all\nInclude \"{labConfig}\"\n";
        await File.WriteAllTextAsync(config, text, cancel);

        await using (ChimeraCopy cold = new(host, config, folder))
            await TurnAsync("chimera", round, next(), system => cold.CopyAsync(brought, system, cancel), cancel);
        await using (ChimeraCopy warm = new(host, config, folder))
        {
            await warm.ConnectAsync(cancel);
            await TurnAsync("chimera-connected", round, next(), system => warm.CopyAsync(brought, system, cancel), cancel);
        }

        await TurnAsync("nix-copy", round, next(), system => NixCopyAsync(config, system, cancel), cancel);
    }

    private async Task TurnAsync(string who, int round, string system, Func<string, Task> copy, CancellationToken cancel)
    {
        var before = proxy.RoundTrips;
        await figures.MeasureAsync(who + suffix, round, () => copy(system));
        figures.Write(who + suffix, round, "trips", proxy.RoundTrips - before);
        ChildCommand look = new("ssh", ["-F", labConfig, host, "nix-store", "--check-validity", system]);
        await RunAsync(look, $"{who} did not bring {system}", cancel);
    }

    private Task NixCopyAsync(string config, string system, CancellationToken cancel)
    {
        ChildCommand copy = new(
            "nix", ["--extra-experimental-features", "nix-command", "copy", "--no-check-sigs", "--to", $"ssh://{host}", system]);
        return RunAsync(copy with { Environment = copy.Environment.Add("NIX_SSHOPTS", $"-F {config}") }, "nix copy failed", cancel);
    }

    private static async Task RunAsync(ChildCommand command, string otherwise, CancellationToken cancel)
    {
        if (await ChildProcess.RunAsync(command, cancel) is not ChildOutcome.Exited { Code: 0 } and var failed)
            throw new BenchException($"{otherwise}: {failed}");
    }
}
