using System.Text.RegularExpressions;
using Chimera.Engine.Validation;

namespace Chimera.Fleet.Hosts;

/// <summary>Explains a host key that was refused.</summary>
internal static partial class HostKeyFailure
{
    public static bool Concerns(string sshText) => sshText.Contains("Host key verification failed", StringComparison.Ordinal);

    /// <param name="host">The host that was called.</param>
    /// <param name="sshText">What ssh wrote.</param>
    /// <param name="shown">The key it showed, where that could be asked.</param>
    public static Finding Explain(HostAccess host, string sshText, HostKey? shown)
    {
        var key = shown is null ? "a host key" : $"the host key {shown.Type} {shown.Fingerprint}";
        if (!sshText.Contains("IDENTIFICATION HAS CHANGED", StringComparison.Ordinal))
        {
            return Finding.Error(
                "ssh.host-key-unknown",
                $"{host.Address} shows {key}, which is not known here, so nothing was sent",
                $"compare the fingerprint with 'ssh-keygen -lf' over /etc/ssh/ssh_host_*_key.pub at the host's console, then run '{Login(host)}' once and accept it, or set 'host_keys: accept-new'");
        }

        var place = Offending().Match(sshText);
        var recorded = place.Success ? $"line {place.Groups["line"].Value} of {place.Groups["file"].Value}" : "the known hosts file";
        var name = Changed().Match(sshText) is { Success: true } changed ? changed.Groups["name"].Value : host.Address;
        var forget = $"ssh-keygen -R '{name}'" + (place.Success ? " -f " + place.Groups["file"].Value : "");
        return Finding.Error(
            "ssh.host-key-changed",
            $"{host.Address} shows {key}, but {recorded} records another one: the host was reinstalled, or somebody stands in between",
            $"find out which; if the new fingerprint is right, remove the old key ('{forget}'), then run '{Login(host)}' once and accept the new one");
    }

    private static string Login(HostAccess host) =>
        "ssh" + Option(" -F ", host.ConfigFile) + Option(" -p ", host.Port) + Option(" -l ", host.User) + " " + host.Address;

    private static string Option(string name, object? value) => value is null ? "" : name + value;

    // Both become part of a command that a person is told to run, so nothing is taken that a shell could read as more than a name.
    [GeneratedRegex(@"[Hh]ost key for (?<name>[A-Za-z0-9._:%@,\[\]-]+) has changed", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Changed();

    [GeneratedRegex(@"Offending [A-Za-z0-9@.-]{1,64} key in (?<file>/[A-Za-z0-9._+@/-]+):(?<line>[0-9]{1,9})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Offending();
}
