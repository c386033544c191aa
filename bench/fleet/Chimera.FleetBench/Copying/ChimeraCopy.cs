using Chimera.Engine.Execution;
using Chimera.Fleet.Declaration;
using Chimera.Fleet.Hosts;
using Chimera.Fleet.Nix;
using Chimera.Fleet.Nix.Exports;
using Chimera.Fleet.Transfer;

namespace Chimera.FleetBench.Copying;

/// <summary>Chimera's transfer with all its real parts, over a connection of its own.</summary>
internal sealed class ChimeraCopy : IAsyncDisposable
{
    private readonly HostSpec _host;
    private readonly SshHostChannels _channels = new(new ChannelSettings(), TimeProvider.System);
    private readonly ClosureExports _exports;
    private readonly ClosureTransfer _transfer;

    public ChimeraCopy(string host, string sshConfig, string folder)
    {
        HostAccess access = new(host, null, null, Sudo: false, HostKeyPolicy.Strict, sshConfig, TimeSpan.FromSeconds(10));
        SystemSource.StorePath unused = new("/nix/store/unused");
        _host = new HostSpec(access, unused, "/nix/var/nix/profiles/system", [], Substitute: false);
        NixCli nix = new(new NixSettings(folder, BuildUsers.Environment()));
        _exports = new ClosureExports(nix, Path.Combine(folder, Path.GetRandomFileName()));
        _transfer = new ClosureTransfer(nix, _channels, _exports, new TransferSettings(Parallel: 16, Gzip: false), TimeProvider.System);
    }

    public async Task ConnectAsync(CancellationToken cancel)
    {
        var reply = await _channels.To(_host.Access).CallAsync(new HostCall("ping", [], TimeSpan.FromMinutes(1)), cancel);
        if (reply is not HostReply.Finished { ExitCode: 0 })
            throw new BenchException($"{_host.Access.Address} could not be reached: {reply}");
    }

    public async Task CopyAsync(string system, CancellationToken cancel)
    {
        var reply = await _transfer.BringAsync(_host, system, new Progress<string>(), cancel);
        if (reply is not Reply.Done)
            throw new BenchException($"{system} was not copied: {reply}");
    }

    public async ValueTask DisposeAsync()
    {
        await _channels.DisposeAsync();
        await _exports.DisposeAsync();
        _transfer.Dispose();
    }
}
