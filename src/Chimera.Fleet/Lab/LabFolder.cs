using System.Globalization;

namespace Chimera.Fleet.Lab;

/// <summary>Where a lab keeps what. Everything it has is in this folder; it mounts nothing that the machine can see.</summary>
internal sealed class LabFolder(string path)
{
    /// <summary>The end of the name of what is not finished yet.</summary>
    public const string Draft = ".new";

    public string Path { get; } = System.IO.Path.GetFullPath(path);

    public string Record => In("lab.json");

    public string Lock => In("lock");

    public string Key => In("id_ed25519");

    public string SshConfig => In("ssh_config");

    public string HostsFile => In("hosts.yaml");

    /// <summary>An empty /nix, to be copied for each host.</summary>
    public string Template => In("template");

    public string Init => In("init.sh");

    public string Sshd => In("sshd.sh");

    public string Hosts => In("hosts");

    public string Host(string name) => System.IO.Path.Combine(Hosts, name);

    public string KnownHosts(string name) => System.IO.Path.Combine(Host(name), "known_hosts");

    public string PublicKey(string name) => System.IO.Path.Combine(Host(name), "etc", "lab", "host_key.pub");

    public string Console(string name) => System.IO.Path.Combine(Host(name), "console.log");

    /// <summary>The hosts that have a folder, whether or not the record knows them.</summary>
    public IEnumerable<string> HostsFound() =>
        Directory.Exists(Hosts) ? Directory.EnumerateDirectories(Hosts).Select(folder => System.IO.Path.GetFileName(folder)) : [];

    /// <summary>Removes what a lab has, hosts excepted; its record goes late, so that a folder half removed is still known as a lab's.</summary>
    public void Delete()
    {
        string[] files = [SshConfig, HostsFile, Init, Sshd, Key, Key + Draft, Key + ".pub", Key + Draft + ".pub", Record + Draft, Record, Lock];
        foreach (var folder in new[] { Hosts, Template, Template + Draft }.Where(Directory.Exists))
            Directory.Delete(folder, recursive: true);
        foreach (var file in files)
            File.Delete(file);
        if (!Directory.EnumerateFileSystemEntries(Path).Any())
            Directory.Delete(Path);
    }

    /// <summary>There is something in the folder, and no lab made it.</summary>
    public bool IsForeign =>
        File.Exists(Path)
        || (Directory.Exists(Path) && !File.Exists(Record)
            && Directory.EnumerateFileSystemEntries(Path).Any(entry => entry != Lock && entry != Record + Draft));

    public static string NameOf(int number) => string.Create(CultureInfo.InvariantCulture, $"lab{number}");

    private string In(string name) => System.IO.Path.Combine(Path, name);
}
