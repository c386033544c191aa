using Chimera.Documents;
using Chimera.Engine.Discovery;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Truth;
using Chimera.Engine.Truth.Settings;
using Chimera.Engine.Validation;
using Chimera.Fleet;
using Chimera.Fleet.Declaration;
using Chimera.Fleet.Hosts;

namespace Chimera.FleetBench.Copying;

/// <summary>Chimera's way of preparing a host, with all its real parts, over a connection of its own.</summary>
internal sealed class ChimeraCopy : IAsyncDisposable
{
    private readonly DeclaredTarget _host;
    private readonly FleetRealm _realm;

    public ChimeraCopy(string host, string sshConfig, string folder)
    {
        HostAccess access = new(host, null, null, Sudo: false, HostKeyPolicy.Strict, sshConfig, TimeSpan.FromSeconds(10));
        HostSpec spec = new(access, new SystemSource.StorePath("/nix/store/unused"), "/nix/var/nix/profiles/system", [], Substitute: false);
        _host = new DeclaredTarget(new TargetId("fleet", host), "copy", [], [], RolloutPolicy.Default, HostSpecDocument.Write(spec));
        var settings = ResolvedSettings.Resolve(
            new SettingsCatalog([FleetDeclaration.Section]), [], new Dictionary<string, string>(StringComparer.Ordinal), [], new Findings());
        FleetSettings composition = new(folder, Path.Combine(folder, "roots"), Path.Combine(folder, Path.GetRandomFileName()), settings);
        _realm = new FleetRealm(composition, new YamlReader(), TimeProvider.System);
    }

    public async Task ConnectAsync(CancellationToken cancel)
    {
        if (await _realm.ObserveAsync(_host, cancel) is Sighting.Unseen unseen)
            throw new BenchException($"{_host.Id} could not be reached: {unseen.Why.Message}");
    }

    /// <param name="from">What the host has whole, as in a rollout; null when it has nothing.</param>
    public async Task CopyAsync(string? from, string system, CancellationToken cancel)
    {
        GenerationId? old = from is null ? null : new GenerationId(from);
        Step step = new(_host, old, old, new GenerationId(system), Difference.None);
        Order order = new(new RolloutId($"copy-{Guid.NewGuid():N}"), step, TimeSpan.FromMinutes(1), "bench", Wave.Rest);
        var reply = await _realm.PrepareAsync(order, new Progress<string>(), cancel);
        if (reply is not Reply.Done)
            throw new BenchException($"{system} was not copied: {reply}");
    }

    public ValueTask DisposeAsync() => _realm.DisposeAsync();
}
