using System.Collections.Immutable;
using Chimera.Engine.Truth.Documents;

namespace Chimera.Engine.Truth.Settings;

/// <summary>Every setting there is. To add one, add it here and to <see cref="All"/>; documents and schema follow.</summary>
public static class SettingsTable
{
    public static readonly Setting<bool> Enabled = new(
        "enabled", Scalars.Boolean, true, "false: nothing is changed anywhere; what only looks (plan, status, diff) still works");

    public static readonly Setting<string> File = new("file", Scalars.Line, "chimera.yaml", "the truth file");

    public static readonly Setting<string> StateDir = new(
        "state_dir", Scalars.Line, ".chimera", "where state and ledger are kept; a relative path starts at the folder of the truth file");

    public static readonly Setting<TimeSpan> SimTimeout = new(
        "sim.timeout", Scalars.Timeout, TimeSpan.FromSeconds(30), "how long a simulation may take before it counts as failed");

    public static readonly Setting<int> HealMaxAttempts = new(
        "heal.max_attempts", Scalars.Count(0, 100), 3, "how often one drift is healed before it is left to a person; 0 never heals");

    public static readonly Setting<string> SshHostKeys = new(
        "ssh.host_keys",
        Scalars.Choice(("strict", "strict"), ("accept-new", "accept-new")),
        "strict",
        "what to do about a host key that is not known: refuse it, or remember the first one seen; a changed key is always refused");

    public static readonly Setting<TimeSpan> SshConnectTimeout = new(
        "ssh.connect_timeout", Scalars.Timeout, TimeSpan.FromSeconds(10), "how long a connection to a host may take");

    public static readonly Setting<string> SshConfig = new(
        "ssh.config", Scalars.LineOrNothing, "", "an ssh configuration file to use instead of your own; empty for your own");

    public static readonly Setting<int> SshParallel = new(
        "ssh.parallel", Scalars.Count(1, 10_000), 8, "how many connections are being opened at the same time; the default stays below the MaxStartups of one sshd (10)");

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

    public static readonly ImmutableArray<Setting> All =
    [
        Enabled, File, StateDir, SimTimeout, HealMaxAttempts, SshHostKeys, SshConnectTimeout, SshConfig, SshParallel,
        NixEvalMemory, NixEvalParallel, TransferParallel, TransferCompress, .. RolloutSettings.All,
    ];

    /// <summary>Those that stand under <c>settings</c> in the truth file: all but its own name and the rollout, which has a section.</summary>
    public static readonly ImmutableArray<Setting> InSettingsSection =
        [.. All.Where(setting => setting != File && setting.Group != RolloutSettings.Section)];
}
