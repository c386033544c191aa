using System.Text;

namespace Chimera.Fleet.Lab;

/// <summary>What a lab writes for people and for Chimera itself: how to reach its hosts, and a hosts file for the truth.</summary>
internal static class LabDocuments
{
    /// <summary>An ssh_config(5) to be used instead of the person's own, never beside it.</summary>
    public static string SshConfig(LabFolder folder, LabRecord record)
    {
        var text = new StringBuilder("# ssh -F THIS-FILE lab1\n");
        foreach (var name in record.Names)
        {
            text.Append($"Host {name}\n  HostName {record.AddressOf(name)}\n  HostKeyAlias {name}\n");
            text.Append($"  UserKnownHostsFile {Quote(folder.KnownHosts(name))}\n");
        }

        text.Append($"Host lab*\n  User {record.Options.User}\n  Port {record.Options.SshPort}\n");
        text.Append($"  IdentityFile {Quote(folder.Key)}\n  IdentitiesOnly yes\n  IdentityAgent none\n");
        text.Append("  GlobalKnownHostsFile /dev/null\n  StrictHostKeyChecking yes\n  UpdateHostKeys no\n  BatchMode yes\n");
        text.Append($"  KexAlgorithms {record.Options.KexAlgorithms}\n");
        return text.ToString();
    }

    /// <summary>The hosts as the truth's <c>fleet.hosts</c> has them.</summary>
    public static string HostsFile(LabRecord record)
    {
        var text = new StringBuilder("# Written by `chimera lab up`.\n");
        var odd = false;
        foreach (var name in record.Names)
        {
            odd = !odd;
            text.Append($"{name}:\n  address: {name}\n  tags: [lab, {(odd ? "odd" : "even")}]\n");
        }

        return text.ToString();
    }

    /// <summary>In the format of sshd(8), from the host's own public key.</summary>
    public static string KnownHosts(string name, string publicKey) => $"{name} {string.Join(' ', publicKey.Split(' ').Take(2)).Trim()}\n";

    // A percent sign starts a token in file names of ssh_config(5).
    private static string Quote(string path) => $"\"{path.Replace("%", "%%", StringComparison.Ordinal)}\"";
}
