using System.Globalization;
using System.Text.RegularExpressions;

namespace Chimera.FleetBench;

/// <summary>A lab as its hosts' disks and logs show it, without asking over ssh.</summary>
internal sealed partial class LabView(string folder)
{
    private const string Profiles = "nix/var/nix/profiles";

    public string SshConfig => Path.Combine(folder, "ssh_config");

    public IReadOnlyList<string> Hosts { get; } =
        [.. Directory.EnumerateDirectories(Path.Combine(folder, "hosts")).Select(host => Path.GetFileName(host)!)];

    /// <summary>How many connections the hosts' own sshds have logged so far, whatever came of them.</summary>
    public int Connections() => Hosts.Sum(host => File.ReadLines(Path.Combine(folder, "hosts", host, "var/log/sshd.log"))
        .Select(line => Port().Match(line).Value).Where(port => port.Length > 0).Distinct(StringComparer.Ordinal).Count());

    /// <summary>Hosts where the system is not both live and what the profile leads to.</summary>
    public IReadOnlyList<string> NotAt(string system) => [.. Hosts.Where(host => !IsAt(host, system))];

    /// <summary>The host's address, as the lab's ssh configuration has it.</summary>
    public string AddressOf(string host) => File.ReadLines(SshConfig)
        .SkipWhile(line => line != $"Host {host}").Skip(1).First().Trim().Split(' ')[1];

    public int SshPort => int.Parse(
        File.ReadLines(SshConfig).Select(line => line.Trim().Split(' ')).First(words => words[0] == "Port")[1], CultureInfo.InvariantCulture);

    private bool IsAt(string host, string system)
    {
        var disk = Path.Combine(folder, "hosts", host);
        var init = File.ReadAllText(Path.Combine(disk, "init")).Split(' ')[0];
        var profile = LinkAt(Path.Combine(disk, Profiles, "system")) is { } link ? LinkAt(Path.Combine(disk, Profiles, link)) : null;
        return profile == system && LinkAt($"/proc/{init}/root/run/current-system") == system;
    }

    private static string? LinkAt(string path) => new FileInfo(path).LinkTarget;

    [GeneratedRegex(" port [0-9]+", RegexOptions.None, 1000)]
    private static partial Regex Port();
}
