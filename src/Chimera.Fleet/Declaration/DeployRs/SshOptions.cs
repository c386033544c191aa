using System.Collections.Immutable;
using System.Globalization;
using Chimera.Engine.Truth.Documents;
using Chimera.Fleet.Hosts;

namespace Chimera.Fleet.Declaration.DeployRs;

/// <summary>
/// Options for ssh, as far as a declaration can hold them. The first of several counts, as with ssh itself.
/// </summary>
/// <param name="Foreign">What it cannot hold, as lines of an ssh configuration.</param>
internal sealed record SshOptions(
    int? Port, string? ConfigFile, HostKeyPolicy? HostKeys, TimeSpan? ConnectTimeout, ImmutableArray<string> Foreign)
{
    // ssh(1): the options that take a value, and what they are called in ssh_config(5).
    private static readonly Dictionary<char, string> WithValue = new()
    {
        ['B'] = "BindInterface", ['b'] = "BindAddress", ['c'] = "Ciphers", ['D'] = "DynamicForward", ['E'] = "(log file)",
        ['e'] = "EscapeChar", ['F'] = "Include", ['I'] = "PKCS11Provider", ['i'] = "IdentityFile", ['J'] = "ProxyJump",
        ['L'] = "LocalForward", ['l'] = "User", ['m'] = "MACs", ['O'] = "(control command)", ['o'] = "", ['p'] = "Port",
        ['Q'] = "(query)", ['R'] = "RemoteForward", ['S'] = "ControlPath", ['W'] = "(stdio forward)", ['w'] = "TunnelDevice",
    };

    private static readonly Dictionary<char, string> Switches = new()
    {
        ['4'] = "AddressFamily inet", ['6'] = "AddressFamily inet6", ['A'] = "ForwardAgent yes", ['a'] = "ForwardAgent no", ['C'] = "Compression yes",
    };

    public static SshOptions Parse(ImmutableArray<string> arguments)
    {
        var options = new SshOptions(null, null, null, null, []);
        for (var i = 0; i < arguments.Length; i++)
        {
            var argument = arguments[i];
            if (argument.Length < 2 || argument[0] != '-' || !WithValue.TryGetValue(argument[1], out var key))
            {
                options = options.With(argument.Length == 2 && Switches.TryGetValue(argument[1], out var line) ? line : argument);
                continue;
            }

            var value = argument.Length > 2 ? argument[2..] : i + 1 < arguments.Length ? arguments[++i] : "";
            options = argument[1] == 'o' ? options.Take(value) : options.Take(key, value);
        }

        return options;
    }

    private SshOptions Take(string assignment)
    {
        var cut = assignment.IndexOfAny(['=', ' ']);
        return cut < 0 ? With(assignment) : Take(assignment[..cut].Trim(), assignment[(cut + 1)..].Trim());
    }

    private SshOptions Take(string key, string value)
    {
        var number = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed) ? parsed : -1;
        return (key.ToLowerInvariant(), value) switch
        {
            ("port", _) when number is > 0 and <= ushort.MaxValue => this with { Port = Port ?? number },
            ("connecttimeout", _) when number is > 0 and <= 3600 => this with { ConnectTimeout = ConnectTimeout ?? TimeSpan.FromSeconds(number) },
            ("stricthostkeychecking", "yes") => this with { HostKeys = HostKeys ?? HostKeyPolicy.Strict },
            ("stricthostkeychecking", "accept-new") => this with { HostKeys = HostKeys ?? HostKeyPolicy.AcceptNew },
            ("include", _) when FleetScalars.FilePath.Parse(value) is Parsed<string>.Value => this with { ConfigFile = ConfigFile ?? value },
            _ => With($"{key} {value}"),
        };
    }

    private SshOptions With(string foreign) => this with { Foreign = Foreign.Add(foreign) };
}
