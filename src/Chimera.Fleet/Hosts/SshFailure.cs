using Chimera.Engine.Validation;

namespace Chimera.Fleet.Hosts;

/// <summary>Explains a connection that did not come about, from what ssh, sudo or the login shell wrote and how ssh ended.</summary>
internal static class SshFailure
{
    /// <summary>The host closed the connection before login; trying again may help.</summary>
    public const string Closed = "ssh.closed";

    private const int SshItself = 255;
    private const int CommandNotFound = 127;
    private const string SudoRule = "deploy ALL=(root) NOPASSWD: /bin/sh";

    private sealed record Sign(string Code, string Text, string What, string Remedy);

    // The first that is found decides: a cause comes before what follows from it.
    private static readonly Sign[] OfSsh =
    [
        new("ssh.config-invalid", "Bad configuration option", "the ssh configuration has an option that this ssh does not know", "correct the line of the ssh configuration that is named"),
        new("ssh.config-invalid", "Can't open user config file", "the ssh configuration file can not be read", "give the path of an existing file"),
        new("ssh.config-invalid", "Bad owner or permissions", "the ssh configuration may be changed by others", "take away the others' permission to write to the file that is named"),
        new("ssh.refused-key", "Too many authentication failures", "the host refused all keys that were offered", "name the right key with IdentityFile and 'IdentitiesOnly yes' in the ssh configuration"),
        new("ssh.refused-key", "Permission denied (", "the host refused the login", "add the public key to the user's authorized_keys on the host, or name the right key or user"),
        new("ssh.unresolved", "Could not resolve hostname", "the address has no entry in DNS, /etc/hosts or the ssh configuration", "correct the address, or add the name"),
        new("ssh.connection-refused", "Connection refused", "nothing listens on the ssh port", "start sshd on the host, or correct the port"),
        new("ssh.timeout", "timed out", "the host does not answer", "see whether the host is up and a firewall lets the ssh port through"),
        new("ssh.no-route", "No route to host", "there is no way to the host", "see whether the network or the VPN is up"),
        new("ssh.no-route", "Network is unreachable", "there is no way to the host", "see whether the network or the VPN is up"),
        new("ssh.no-common-algorithm", "Unable to negotiate", "ssh and the host have no algorithm in common", "update the host's sshd, or allow the algorithm in the ssh configuration"),
        new(Closed, "kex_exchange_identification", "the host closed the connection before login", "raise MaxStartups in the host's sshd_config, lower the number of connections at once, or see the host's sshd log"),
        new(Closed, "Connection closed by", "the host closed the connection before login", "see the host's sshd log"),
        new(Closed, "Connection reset by", "the host closed the connection before login", "see the host's sshd log"),
    ];

    private static readonly Sign NoSudo =
        new("sudo.not-found", "", "there is no sudo", "install sudo on the host, or log in as root without 'sudo'");

    private static readonly Sign[] OfSudo =
    [
        new("sudo.password-needed", "sudo: a password is required", "sudo wants a password or has no rule for this user", $"add the line '{SudoRule}' for this user with visudo on the host"),
        new("sudo.password-needed", "sudo: a terminal is required", "sudo wants a password or has no rule for this user", $"add the line '{SudoRule}' for this user with visudo on the host"),
        new("sudo.not-allowed", "sudo: you must have a tty", "sudo wants a terminal", "add 'Defaults:deploy !requiretty' for this user with visudo on the host"),
        new("sudo.not-allowed", "is not allowed to", "sudo does not let this user run /bin/sh as root", $"add the line '{SudoRule}' for this user with visudo on the host"),
        new("sudo.not-allowed", "is not in the sudoers file", "sudo does not know this user", $"add the line '{SudoRule}' for this user with visudo on the host"),
        new("sudo.not-allowed", "sudo:", "sudo refused", $"see to it that sudo works on the host and has the line '{SudoRule}' for this user"),
    ];

    public static Finding NoProgram(string program) => Finding.Error(
        "ssh.not-found", $"there is no program '{Printable.Line(program)}' here", "install the OpenSSH client (Debian: apt install openssh-client)");

    public static Finding NoLogin(HostAccess host, TimeSpan waited, string text) => Finding.Error(
        "ssh.timeout",
        $"{host.Address} did not let us in within {waited.TotalSeconds:0.###} s{Said(text)}",
        "see whether the host is overloaded, whether a key waits for a touch, and whether a login file of the user reads from standard input");

    public static Finding Explain(HostAccess host, int exitCode, string text)
    {
        if (Read(host, exitCode, text) is { } sign)
            return Finding.Error(sign.Code, $"{Whom(host)}: {sign.What}{Said(text)}", sign.Remedy);
        return exitCode == SshItself
            ? Finding.Error("ssh.failed", $"{Whom(host)}: ssh could not connect{Said(text)}", "see what the same ssh command says with -v")
            : Finding.Error(
                "host.no-shell",
                $"{Whom(host)}: after login no /bin/sh could be started (exit code {exitCode}{Said(text)})",
                "give the user a login shell, without a forced command, on a host that has /bin/sh and dd");
    }

    private static Sign? Read(HostAccess host, int exitCode, string text) => exitCode switch
    {
        SshItself => First(OfSsh, text),
        CommandNotFound when host.Sudo => NoSudo,
        _ => host.Sudo ? First(OfSudo, text) : null,
    };

    private static Sign? First(Sign[] signs, string text) =>
        Array.Find(signs, sign => text.Contains(sign.Text, StringComparison.OrdinalIgnoreCase));

    private static string Whom(HostAccess host) => host.User is null ? host.Address : $"{host.User}@{host.Address}";

    private static string Said(string text) =>
        text.Split('\n').LastOrDefault(line => !string.IsNullOrWhiteSpace(line)) is { } line ? $" ({Printable.Line(line)})" : "";
}
