using System.Collections.Immutable;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Fleet.Hosts;
using Chimera.Fleet.Tests.Declaration;
using Chimera.Fleet.Tests.Lab;
using Chimera.Fleet.Tests.Realm;

namespace Chimera.Fleet.Tests.Faults;

/// <summary>Sixteen hosts of their own and the one who deploys to them.</summary>
internal sealed class FaultLab : IAsyncDisposable
{
    public const int HostCount = 16;

    private readonly TemporaryLab _lab = new();
    private readonly TemporaryFolder _folder = new();
    private CancellationTokenSource _alive = null!;

    private FaultLab()
    {
    }

    public ImmutableArray<FaultyHost> Hosts { get; private set; }

    public Controller Controller { get; private set; } = null!;

    /// <summary>What happens while a closure is on its way.</summary>
    public StreamCuts Streams { get; } = new();

    public static async Task<FaultLab> UpAsync()
    {
        FaultLab lab = new();
        try
        {
            var up = await lab._lab.UpAsync(HostCount);
            lab.Hosts = [.. up.Hosts.Select((host, index) => new FaultyHost(
                new RentedHost(lab._lab.Lab, host, lab._lab.Host(host.Name), _ => Task.CompletedTask),
                index % 3 == 2 ? "/nix/var/nix/profiles/app" : Targets.Profile))];
            // Whose profile is their own have no daemon: what they lack is imported.
            foreach (var host in lab.Hosts.Where(host => host.Profile != Targets.Profile))
                await host.Host.BreakAsync("daemon");
            lab.Controller = await lab.NextControllerAsync();
            return lab;
        }
        catch
        {
            await lab.DisposeAsync();
            throw;
        }
    }

    /// <summary>The controller ends as one that was killed: in the middle, with every connection, and without a word.</summary>
    public async Task KillControllerAsync()
    {
        await _alive.CancelAsync();
        var gone = Controller.DisposeAsync().AsTask();
        while (!gone.IsCompleted)
        {
            SshProcesses.KillAll(_lab.Lab.SshConfig);
            await Task.WhenAny(gone, Task.Delay(TimeSpan.FromMilliseconds(50), TestContext.Current.CancellationToken));
        }

        await gone;
        _alive.Dispose();
    }

    public async Task RestartControllerAsync() => Controller = await NextControllerAsync();

    /// <summary>The hosts hear what becomes of them.</summary>
    public Task<RolloutReport> RunAsync(string rollout, Plan plan) =>
        Controller.RunAsync(rollout, plan, new Told<TargetProgress>(told => HostOf(told).Hear(told.Phase)));

    public async ValueTask DisposeAsync()
    {
        if (Controller is not null)
            await Controller.DisposeAsync();
        _alive?.Dispose();
        await _lab.DisposeAsync();
        _folder.Dispose();
    }

    private FaultyHost HostOf(TargetProgress told) => Hosts.Single(host => host.Name == told.Target.Name);

    private Task<Controller> NextControllerAsync()
    {
        _alive = new CancellationTokenSource();
        return Realm.Controller.StartAsync(_folder.Path, channels => new CuttingChannels(channels, Streams, _alive.Token));
    }
}
