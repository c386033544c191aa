using System.Buffers;
using Chimera.Engine.Validation;

namespace Chimera.Fleet.Hosts;

/// <summary>
/// Refuses, before any process starts, addresses and users that ssh could take for an option, or that a shell could run
/// where the person's configuration has a ProxyCommand with <c>%h</c> or <c>%r</c> (CVE-2017-1000117, CVE-2023-51385).
/// </summary>
internal static class AccessCheck
{
    private const string Alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static readonly SearchValues<char> InAddress = SearchValues.Create(Alphanumeric + "._-:%+");
    private static readonly SearchValues<char> InUser = SearchValues.Create(Alphanumeric + "._-@+");

    /// <returns>What is wrong, or null.</returns>
    public static Finding? Refuse(HostAccess host)
    {
        if (!Is(host.Address, InAddress))
        {
            return Finding.Error(
                "ssh.address-invalid",
                $"the host address '{Printable.Line(host.Address)}' is not a host name, an IP address or an alias",
                "use letters, digits and . _ - : % + only, not beginning with '-'; put the user into 'user' and the port into 'port'");
        }

        if (host.User is { } user && !Is(user, InUser))
        {
            return Finding.Error(
                "ssh.user-invalid",
                $"the user '{Printable.Line(user)}' of {host.Address} is not a user name",
                "use letters, digits and . _ - @ + only, not beginning with '-'");
        }

        if (host.Port is < 1 or > 65535)
            return Finding.Error("ssh.port-invalid", $"the port {host.Port} of {host.Address} does not exist", "use a port from 1 to 65535");
        return host.ConfigFile is { } file && (file.Length == 0 || file.Any(char.IsControl))
            ? Finding.Error("ssh.config-invalid", $"the ssh configuration file of {host.Address} has no usable name", "give the path of an existing file")
            : null;
    }

    private static bool Is(string name, SearchValues<char> allowed) =>
        name.Length is > 0 and <= 255 && name[0] != '-' && !name.AsSpan().ContainsAnyExcept(allowed);
}
