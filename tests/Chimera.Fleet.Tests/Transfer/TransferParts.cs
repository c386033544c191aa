using System.Collections.Immutable;
using Chimera.Engine.Execution;
using Chimera.Fleet.Declaration;
using Chimera.Fleet.Hosts;
using Chimera.Fleet.Nix;
using Chimera.Fleet.Nix.Exports;
using Chimera.Fleet.Tests.Realm;
using Chimera.Fleet.Transfer;

namespace Chimera.Fleet.Tests.Transfer;

/// <summary>A closure transfer with all its real parts, each of which can be asked what it did.</summary>
internal sealed class TransferParts : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("chimera-transfer-").FullName;
    private readonly ClosureExports _exports;
    private readonly ClosureTransfer _transfer;

    public TransferParts(bool gzip = false)
    {
        Nix = new CountedNix(new NixCli(new NixSettings(_folder, ImmutableDictionary<string, string>.Empty)));
        Channels = new CountedChannels(new SshHostChannels(new ChannelSettings(), TimeProvider.System));
        _exports = new ClosureExports(Nix, Path.Combine(_folder, "spool"));
        _transfer = new ClosureTransfer(Nix, Channels, _exports, new TransferSettings(Parallel: 4, gzip), TimeProvider.System);
    }

    public CountedNix Nix { get; }

    public CountedChannels Channels { get; }

    public Task<Reply> BringAsync(HostSpec host, string toplevel, IProgress<string>? progress = null) =>
        _transfer.BringAsync(host, toplevel, progress ?? new Told<string>(), TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Channels.DisposeAsync();
        await _exports.DisposeAsync();
        _transfer.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
