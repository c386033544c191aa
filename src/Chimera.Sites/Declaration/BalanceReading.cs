using System.Collections.Immutable;
using Chimera.Engine.Truth;
using Chimera.Engine.Truth.Documents;
using Chimera.Engine.Validation;
using Chimera.Sites.Balancing;
using Chimera.Sites.Platforms;
using Chimera.Sites.Publishing;

namespace Chimera.Sites.Declaration;

/// <summary>Makes of what a site says of its balancer a spec, and tells what makes no sense.</summary>
/// <param name="folder">That of the truth file.</param>
internal sealed class BalanceReading(
    Named<SiteEntry> site, BalanceEntry entry, string folder, IReleaseHosts hosts, Engine.Validation.Findings findings)
{
    private const string HostWord = "host";
    private const string HostPrefix = "host/";

    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <returns>Null when it cannot be what is written; then there are findings.</returns>
    public BalanceSpec? Read()
    {
        var check = entry.Check ?? CheckEntry.Usual;
        var every = check.Every?.Value ?? BalanceRules.Usual.Every;
        var sound = Tell(
            every < Shortest || every > Longest, "sites.balance-interval",
            $"the balancer of '{site.Name}' checks every {Durations.Write(every)}",
            "write something from 1s to 1h", check.Every?.Place ?? entry.Weights.Place);
        var weights = entry.Weights.Value.Entries;
        var readable = entry.Weights.Value.Broken.IsEmpty;
        sound &= readable && Tell(
            weights.All(weight => weight.Value == 0), "sites.balance-no-weight",
            $"the balancer of '{site.Name}' gives no backend any weight",
            "give at least one backend a weight above 0", entry.Weights.Place);
        sound &= Tell(weights.Any(weight => weight.Name == HostWord) && weights.Any(weight => IsOneHost(weight.Name)),
            "sites.balance-twice", $"the balancer of '{site.Name}' names host and hosts by name, so some would count twice",
            "name either host, or each host", entry.Weights.Place);
        sound &= entry.Way.IsPossible($"the balancer of '{site.Name}'", "balance", findings);
        foreach (var on in entry.On)
        {
            sound &= Tell(
                hosts.Find(on.Value) is null, "sites.host-unknown",
                $"the balancer of '{site.Name}' is to run on {on.Value}, and there is no such host",
                "declare it under 'fleet: hosts:'", on.Place);
            sound &= Tell(
                site.Value.Host is { } own && own.On.Any(name => name.Value == on.Value) && own.Way.IsWhere(entry.Way),
                "sites.balance-same-place",
                $"on {on.Value} the balancer of '{site.Name}' would listen where the site itself does",
                "give the balancer another 'listen:' or 'server_name:'", on.Place);
        }

        var hostCount = site.Value.Host is { } serving && weights.Any(weight => weight.Name == HostWord) ? NamesOf(serving).Length : 1;
        var backends = weights.SelectMany(weight => BackendsOf(weight, hostCount)).ToImmutableArray();
        var dns = entry.Dns is { } records && !backends.Contains(null)
            ? new BalanceDnsReading(site.Name, records, [.. backends.OfType<BalanceBackend>()], folder, findings).Read()
            : null;
        return sound && !backends.Contains(null) && (dns is not null || entry.Dns is null)
            ? new BalanceSpec(
                site.Name, [.. backends.OfType<BalanceBackend>()],
                [.. entry.On.Select(on => on.Value).Distinct(StringComparer.Ordinal)], entry.Way.Place,
                new BalanceRules(entry.Floor, entry.Step, entry.PanicBelow, check.UnhealthyAfter, check.HealthyAfter, every), check.Path, dns)
            : null;
    }

    /// <param name="hostCount">All weights are so many times what is written, so that what stands for all hosts can be divided among them.</param>
    private IEnumerable<BalanceBackend?> BackendsOf(Named<int> weight, int hostCount)
    {
        var platform = IsOneHost(weight.Name) ? Platform.Host : PlatformNames.Parse(weight.Name)!.Value;
        if (site.Value.Platforms.All(placed => placed.Value != platform))
        {
            return [Refused(weight, "sites.balance-unknown", "is none of its platforms", "name one of 'platforms:', or add it there")];
        }

        if (platform != Platform.Host)
        {
            return [AddressOf(platform) is not { } address
                ? Refused(weight, "sites.balance-no-address", "has no address that the truth knows", $"say 'address:' under '{weight.Name}:'")
                : address.AbsolutePath != "/" || address.Query.Length > 0
                ? Refused(weight, "sites.balance-no-address", $"is at {address}, and a balancer passes paths on as they are",
                    "name an address without a path")
                : new BalanceBackend(weight.Name, weight.Value * hostCount, address, At: null)];
        }

        if (site.Value.Host is not { } entry)
        {
            return [Refused(weight, "sites.balance-no-address", "is served by no host that the truth knows", "say 'host: {on: …}'")];
        }

        var all = NamesOf(entry);
        return weight.Name == HostWord ? all.Select(name => OnHost(weight, entry, name, weight.Value))
            : all.Contains(weight.Name[HostPrefix.Length..]) ? [OnHost(weight, entry, weight.Name[HostPrefix.Length..], weight.Value * hostCount)]
            : [Refused(weight, "sites.balance-unknown", "does not serve it", "name one of 'host: on:', or add it there")];
    }

    private BalanceBackend? OnHost(Named<int> weight, HostsEntry entry, string name, int share) => hosts.Find(name) is { } access
        ? new BalanceBackend($"{HostPrefix}{name}", share, Address: null, new Connection.Host(access, entry.Place))
        : Refused(weight, "sites.host-unknown", $"is to be {name}, and there is no such host", "declare it under 'fleet: hosts:'");

    private static ImmutableArray<string> NamesOf(HostsEntry entry) => [.. entry.On.Select(name => name.Value).Distinct(StringComparer.Ordinal)];

    private static bool IsOneHost(string name) => name.StartsWith(HostPrefix, StringComparison.Ordinal);

    // Netlify's sites may be named by their domain; of the others nothing but 'address' says where they are.
    private Uri? AddressOf(Platform platform) => platform switch
    {
        Platform.Netlify => site.Value.Netlify?.Address
            ?? (site.Value.Netlify?.Site.Value is { } domain && domain.Contains('.', StringComparison.Ordinal)
                ? new Uri($"https://{domain}/") : null),
        Platform.Render => site.Value.Render?.Address,
        Platform.GithubPages => site.Value.GithubPages?.Address,
        _ => null,
    };

    private BalanceBackend? Refused(Named<int> weight, string code, string what, string remedy)
    {
        Tell(true, code, $"the balancer of '{site.Name}' names {weight.Name}, which {what}", remedy, weight.Place);
        return null;
    }

    /// <returns>Whether it is sound.</returns>
    private bool Tell(bool wrong, string code, string message, string remedy, Place place)
    {
        if (wrong)
        {
            findings.Add(Finding.Error(code, message, remedy, place));
        }

        return !wrong;
    }
}
