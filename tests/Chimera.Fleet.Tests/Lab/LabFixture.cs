using System.Collections.Immutable;
using System.Threading.Channels;
using Chimera.Fleet.Lab;
using Chimera.Fleet.Tests.Lab;

[assembly: AssemblyFixture(typeof(LabFixture))]

namespace Chimera.Fleet.Tests.Lab;

/// <summary>
/// One lab for all tests of the assembly, started by the first that rents a host and taken down after the last.
/// <code>await using var host = await lab.RentAsync();</code>
/// A test that cannot have a lab on this machine is skipped.
/// </summary>
public sealed class LabFixture : IAsyncDisposable
{
    private const int HostCount = 5;

    private readonly string _directory = TemporaryLab.NewDirectory();
    private readonly Channel<LabHost> _free = Channel.CreateUnbounded<LabHost>();
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Lazy<Task<HostLab>> _lab;

    public LabFixture() => _lab = new(StartAsync);

    /// <summary>A host of this test alone, with an empty store; waits for one to be free.</summary>
    public async Task<RentedHost> RentAsync() => (await RentAsync(1))[0];

    /// <summary>Several hosts at once, at most 5. A test takes all it needs in one call, so that two tests never wait for each other.</summary>
    public async Task<ImmutableArray<RentedHost>> RentAsync(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, HostCount);
        TemporaryLab.SkipUnlessPossible();
        var lab = await _lab.Value;
        await _turn.WaitAsync();
        try
        {
            var hosts = ImmutableArray.CreateBuilder<RentedHost>(count);
            for (var i = 0; i < count; i++)
            {
                var host = await _free.Reader.ReadAsync();
                hosts.Add(new(lab, host, Path.Combine(_directory, "hosts", host.Name), _ => TakeBackAsync(lab, host)));
            }

            return hosts.MoveToImmutable();
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_lab.IsValueCreated)
            await TemporaryLab.RemoveAsync(_directory);
        _turn.Dispose();
    }

    private async Task<HostLab> StartAsync()
    {
        await TemporaryLab.RemoveOrphansAsync();
        var lab = new HostLab(_directory);
        var up = LabAssert.Done(await lab.UpAsync(HostCount, new LabOptions(), progress: null, CancellationToken.None));
        foreach (var host in up.Hosts)
            _free.Writer.TryWrite(host);
        return lab;
    }

    private async Task TakeBackAsync(HostLab lab, LabHost host)
    {
        LabAssert.Done(await lab.ReplaceAsync(host.Name, CancellationToken.None));
        _free.Writer.TryWrite(host);
    }
}
