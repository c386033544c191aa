using Chimera.Engine.Truth.Documents;
using Chimera.Fleet.Hosts;

namespace Chimera.Fleet.Declaration;

/// <summary>What a host can say and <c>defaults</c> can say for all; null where it says nothing.</summary>
internal sealed record HostOptions(
    string? User,
    bool? Sudo,
    int? Port,
    HostKeyPolicy? HostKeys,
    TimeSpan? ConnectTimeout,
    string? SshConfig,
    LoginProof? ProveLogin,
    bool? Substitute,
    string? Profile)
{
    public const string SystemProfile = "/nix/var/nix/profiles/system";

    public static readonly HostOptions None = new(null, null, null, null, null, null, null, null, null);

    public static readonly Shape<HostOptions> Shape = Shapes.Object(Read);

    public static HostOptions Read(Fields fields) => new(
        fields.Maybe("user", FleetScalars.User, "the user to log in as; otherwise what your ssh configuration says"),
        fields.MaybeValue("sudo", Scalars.Boolean, "become root with `sudo -n` after login", false),
        fields.MaybeValue("port", FleetScalars.Port, "the port of sshd; otherwise what your ssh configuration says"),
        fields.MaybeValue("host_keys", FleetScalars.HostKeys, "what to do about an unknown host key; otherwise the setting `ssh.host_keys`"),
        fields.MaybeValue(
            "connect_timeout", Scalars.Timeout, "how long a connection may take; otherwise the setting `ssh.connect_timeout`"),
        fields.Maybe(
            "ssh_config", FleetScalars.FilePath, "an ssh configuration file instead of your own; otherwise the setting `ssh.config`"),
        fields.MaybeValue(
            "prove_login", FleetScalars.ProveLogin, "whether a new login proves on every trial that one can still get in; otherwise the setting `ssh.prove_login`"),
        fields.MaybeValue(
            "substitute", Scalars.Boolean, "let the host fetch what it can from its own substituters before anything is sent", false),
        fields.Maybe("profile", FleetScalars.Profile, "the profile that holds the generations", SystemProfile));

    /// <summary>These options, and the others where these say nothing.</summary>
    public HostOptions Over(HostOptions others) => new(
        User ?? others.User,
        Sudo ?? others.Sudo,
        Port ?? others.Port,
        HostKeys ?? others.HostKeys,
        ConnectTimeout ?? others.ConnectTimeout,
        SshConfig ?? others.SshConfig,
        ProveLogin ?? others.ProveLogin,
        Substitute ?? others.Substitute,
        Profile ?? others.Profile);
}
