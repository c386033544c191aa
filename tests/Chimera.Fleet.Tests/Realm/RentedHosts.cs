using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using Chimera.Fleet.Tests.Lab;

namespace Chimera.Fleet.Tests.Realm;

/// <summary>All five hosts of the lab, for one test.</summary>
internal sealed class RentedHosts : IAsyncDisposable, IEnumerable<RentedHost>
{
    private readonly ImmutableArray<RentedHost> _hosts;

    private RentedHosts(ImmutableArray<RentedHost> hosts) => _hosts = hosts;

    public static async Task<RentedHosts> RentAsync(LabFixture lab) => new([.. (await lab.RentAsync(5)).OrderBy(host => host.Name, StringComparer.Ordinal)]);

    /// <summary>The host lab1, lab2, ….</summary>
    public RentedHost this[int number] => _hosts.Single(host => host.Name == "lab" + number.ToString(CultureInfo.InvariantCulture));

    public IEnumerator<RentedHost> GetEnumerator() => ((IEnumerable<RentedHost>)_hosts).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public async ValueTask DisposeAsync() => await Task.WhenAll(_hosts.Select(host => host.DisposeAsync().AsTask()));
}
