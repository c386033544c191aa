using System.Collections.Immutable;
using Chimera.Engine.Execution;
using Chimera.Fleet.Declaration;
using Chimera.Fleet.Hosts;
using Chimera.Fleet.Nix;
using Chimera.Fleet.Nix.Exports;
using Chimera.Fleet.Tests.Lab;
using Chimera.Fleet.Tests.Realm;
using Chimera.Fleet.Transfer;

namespace Chimera.Fleet.Tests.Transfer;

/// <summary>A closure transfer with all its real parts, each of which can be asked what it did.</summary>
internal sealed class TransferParts : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("chimera-transfer-").FullName;
    private readonly Closures _closures;
    private readonly ClosureExports _exports;
    private readonly ClosureTransfer _transfer;

    public TransferParts(bool gzip = false)
    {
        Nix = new CountedNix(new NixCli(new NixSettings(_folder, ImmutableDictionary<string, string>.Empty)));
        Channels = new CountedChannels(new SshHostChannels(new ChannelSettings(), TimeProvider.System));
        _closures = new Closures(Nix);
        _exports = new ClosureExports(Nix, Path.Combine(_folder, "spool"));
        _transfer = new ClosureTransfer(_closures, Channels, _exports, new TransferSettings(Parallel: 4, gzip), TimeProvider.System);
    }

    public const string Rollout = "r1";

    public CountedNix Nix { get; }

    /// <summary>What became of the last delivery.</summary>
    public Arrival? Arrival { get; private set; }

    public CountedChannels Channels { get; }

    /// <summary>Where the daemon of every lab host listens.</summary>
    public const string Daemon = "/nix/var/nix/daemon-socket/socket";

    /// <param name="from">The toplevel that the host is taken to have.</param>
    /// <param name="daemon">Where it said that Nix's daemon listens.</param>
    public async Task<Reply> BringAsync(HostSpec host, string toplevel, IProgress<string>? progress = null, string? from = null, string? daemon = null)
    {
        Delivery delivery = new(host, Rollout, from, toplevel, daemon);
        Arrival = await _transfer.BringAsync(delivery, progress ?? new Told<string>(), TestContext.Current.CancellationToken);
        return Arrival is Arrival.Failed failed ? failed.Why : new Reply.Done();
    }

    /// <summary>The same host, reached through the proxy: as the lab's own configuration has it, but for address and port.</summary>
    public static HostSpec Through(CuttingProxy proxy, RentedHost host)
    {
        var config = Path.Combine(host.Directory, "proxied_config");
        File.WriteAllText(config, $"Host {host.Name}\n  HostName 127.0.0.1\n  Port {proxy.Port}\n{File.ReadAllText(host.SshConfig)}");
        return host.Spec() with { Access = host.Access() with { ConfigFile = config } };
    }

    public async ValueTask DisposeAsync()
    {
        await Channels.DisposeAsync();
        await _exports.DisposeAsync();
        _transfer.Dispose();
        _closures.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
