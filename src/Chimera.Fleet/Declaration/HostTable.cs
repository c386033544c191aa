using System.Collections.Immutable;
using Chimera.Engine.Truth;
using Chimera.Engine.Truth.Documents;
using Chimera.Engine.Validation;

namespace Chimera.Fleet.Declaration;

/// <summary>The hosts of the truth file and of its hosts file together.</summary>
internal static class HostTable
{
    public static async Task<Table<HostEntry>> ReadAsync(
        FleetSection fleet, string folder, IDocumentReader documents, Findings findings, CancellationToken cancel)
    {
        var hosts = fleet.Hosts;
        if (fleet.HostsFile is { } file)
            hosts = Merge(hosts, await ReadFileAsync(file, folder, documents, findings, cancel), findings);

        WarnOfSharedAddresses(hosts, fleet.Defaults, findings);
        return hosts;
    }

    private static async Task<Table<HostEntry>> ReadFileAsync(
        Placed<string> file, string folder, IDocumentReader documents, Findings findings, CancellationToken cancel)
    {
        // Called as the truth file was called: next to it.
        var name = Path.Combine(Path.GetDirectoryName(file.Place.File) ?? "", file.Value);
        var root = await documents.ReadAsync(Path.GetFullPath(file.Value, folder), name, findings, cancel);
        return root is not null && HostEntry.Table.TryRead(root, new Reading(findings), out var hosts) ? hosts : Table<HostEntry>.Empty;
    }

    private static Table<HostEntry> Merge(Table<HostEntry> inline, Table<HostEntry> fromFile, Findings findings)
    {
        var first = inline.Entries.ToDictionary(host => host.Name, host => host.Place);
        foreach (var twice in fromFile.Entries.Where(host => first.ContainsKey(host.Name)))
        {
            findings.Add(Finding.Error(
                "truth.duplicate-key", $"host '{twice.Name}' is written twice, first at {first[twice.Name]}", "keep one of them", twice.Place));
        }

        return new Table<HostEntry>(
            [.. inline.Entries, .. fromFile.Entries.Where(host => !first.ContainsKey(host.Name))], inline.Broken.Union(fromFile.Broken));
    }

    private static void WarnOfSharedAddresses(Table<HostEntry> hosts, HostOptions defaults, Findings findings)
    {
        var first = new Dictionary<(string Address, int Port), string>();
        foreach (var host in hosts.Entries)
        {
            var (address, port) = (host.Value.Address ?? host.Name, host.Value.Options.Port ?? defaults.Port ?? 22);
            if (first.TryAdd((address, port), host.Name))
                continue;

            findings.Add(Finding.Warning(
                "fleet.address-shared",
                $"hosts '{first[(address, port)]}' and '{host.Name}' have the same address {address}, port {port}",
                "give each host its own address, or make them one host with two systems",
                host.Place));
        }
    }
}
