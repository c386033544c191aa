using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Chimera.Engine.Truth;
using Chimera.Engine.Truth.Documents;
using Chimera.Engine.Validation;
using Chimera.Sites.Balancing;
using Chimera.Sites.Balancing.Dns;

namespace Chimera.Sites.Declaration;

/// <summary>Makes of what a site says of its records of DNS a spec, and tells what makes no sense.</summary>
/// <param name="folder">That of the truth file.</param>
internal sealed class BalanceDnsReading(
    string site, BalanceDnsEntry entry, IReadOnlyList<BalanceBackend> backends, string folder, Engine.Validation.Findings findings)
{
    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    private bool _sound = true;

    /// <returns>Null when it cannot be what is written; then there are findings.</returns>
    public BalanceDns? Read()
    {
        var (zone, domain) = (entry.Zone.Value, entry.Domain.Value);
        Tell(domain != zone && !domain.EndsWith($".{zone}", StringComparison.Ordinal), "sites.balance-dns-name",
            $"{domain} is no name in the zone {zone}",
            "write the whole name, and the zone that it is in", entry.Domain.Place);
        var ttl = entry.Ttl?.Value ?? Usual;
        Tell(ttl.Ticks % TimeSpan.TicksPerSecond != 0 || ttl > Longest, "sites.balance-dns-ttl",
            $"records of DNS cannot be kept for {Durations.Write(ttl)}",
            "write whole seconds, from 1s to 1d", entry.Ttl?.Place ?? entry.Domain.Place);
        Tell(entry.Api is { Value: { IsLoopback: false } api } && api.Scheme != Uri.UriSchemeHttps, "sites.balance-dns-clear",
            $"the API key would be sent in the clear to {entry.Api?.Value}", "write an address with https", entry.Api?.Place ?? entry.Domain.Place);
        var answers = entry.Answers.Value.Entries;
        foreach (var answer in answers)
        {
            Tell(backends.All(backend => backend.Name != answer.Name), "sites.balance-dns-answer",
                $"the records of '{site}' name {answer.Name}, which is no backend of its balancer",
                $"name {string.Join(", ", backends.Select(backend => backend.Name))}", answer.Place);
            Tell(!Fits(answer.Value), "sites.balance-dns-answer", $"'{answer.Value}' cannot be the answer of {entry.Type} records",
                $"write {entry.Type switch { "A" => "an address such as 192.0.2.1", "AAAA" => "an address such as 2001:db8::1", _ => "a name such as docs.netlify.app" }}",
                answer.Place);
        }

        foreach (var backend in backends.Where(backend => backend.Weight > 0 && answers.All(answer => answer.Name != backend.Name)))
        {
            Tell(true, "sites.balance-dns-answer", $"the records of '{site}' say nothing of {backend.Name}",
                $"add its answer: '{backend.Name}: …'", entry.Answers.Place);
        }

        return _sound && entry.Answers.Value.Broken.IsEmpty
            ? new BalanceDns(
                new DnsName(zone, domain, entry.Type), ttl,
                answers.ToImmutableSortedDictionary(answer => answer.Name, answer => answer.Value, StringComparer.Ordinal), entry.Api?.Value, entry.Token.In(folder))
            : null;
    }

    private bool Fits(string answer) => entry.Type switch
    {
        "A" => answer.Count(one => one == '.') == 3 && IPAddress.TryParse(answer, out var address) && address.AddressFamily == AddressFamily.InterNetwork,
        "AAAA" => IPAddress.TryParse(answer, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6,
        _ => Uri.CheckHostName(answer) == UriHostNameType.Dns && answer.Contains('.', StringComparison.Ordinal),
    };

    private void Tell(bool wrong, string code, string message, string remedy, Place place)
    {
        if (wrong)
        {
            findings.Add(Finding.Error(code, message, remedy, place));
            _sound = false;
        }
    }
}
