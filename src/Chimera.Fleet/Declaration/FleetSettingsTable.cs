using System.Collections.Immutable;
using Chimera.Engine.Truth.Documents;
using Chimera.Engine.Truth.Settings;
using Chimera.Fleet.Transfer;

namespace Chimera.Fleet.Declaration;

/// <summary>Every setting of the fleet. To add one, add it here and to its group; documents and schema follow.</summary>
public static class FleetSettingsTable
{
    public static readonly Setting<string> SshHostKeys = new(
        "ssh.host_keys",
        Scalars.Choice(("strict", "strict"), ("accept-new", "accept-new")),
        "strict",
        "what to do about a host key that is not known: refuse it, or remember the first one seen; a changed key is always refused");

    public static readonly Setting<TimeSpan> SshConnectTimeout = new(
        "ssh.connect_timeout", Scalars.Duration, TimeSpan.FromSeconds(10), "how long a connection to a host may take");

    public static readonly Setting<string> SshConfig = new(
        "ssh.config", Scalars.LineOrNothing, "", "an ssh configuration file to use instead of your own; empty for your own");

    public static readonly Setting<int> SshParallel = new(
        "ssh.parallel", Scalars.Count(1, 10_000), 32,
        "how many connections are being opened at the same time; to one address, and after being turned away, never more than 8, which stays below "
        + "the MaxStartups of one sshd (10)");

    public static readonly Setting<LoginProof> SshProveLogin = new(
        "ssh.prove_login", FleetScalars.ProveLogin, LoginProof.First,
        "which hosts on trial prove by a new login that one can still get in: every one, or the canaries and the first of each generation (a broken sshd, "
        + "PAM or key is mostly a property of the generation); the others show that sshd answers a new connection and begins a new session on the one "
        + "that is kept, and log in where that fails");

    public static readonly Setting<long> NixEvalMemory = new(
        "nix.eval_memory", Scalars.Bytes, 4L << 30, "memory that all evaluations together may use");

    public static readonly Setting<int> NixEvalParallel = new(
        "nix.eval_parallel", Scalars.Count(1, 1000), 4, "how many evaluations run at the same time");

    public static readonly Setting<int> TransferParallel = new(
        "transfer.parallel", Scalars.Count(1, 10_000), 16, "how many hosts are sent to at the same time");

    public static readonly Setting<TransferCompression> TransferCompress = new(
        "transfer.compress",
        Scalars.Choice(("none", TransferCompression.None), ("gzip", TransferCompression.Gzip)),
        TransferCompression.None,
        "how closures are compressed on the way: gzip costs time on both sides and saves it on slow lines");

    public static readonly ImmutableArray<SettingsGroup> Groups =
    [
        new("ssh", "connections to hosts", [SshHostKeys, SshConnectTimeout, SshConfig, SshParallel, SshProveLogin]),
        new("nix", "evaluation and building", [NixEvalMemory, NixEvalParallel]),
        new("transfer", "sending of closures", [TransferParallel, TransferCompress]),
    ];
}
