using System.Collections.Immutable;
using Chimera.Engine.Truth.Documents;

namespace Chimera.Engine.Truth.Settings;

/// <summary>The settings of the engine itself, besides those of the rollout. To add one, add it here; documents and schema follow.</summary>
public static class EngineSettings
{
    public static readonly Setting<bool> Enabled = new(
        "enabled", Scalars.Boolean, true, "false: nothing is changed anywhere; what only looks (plan, status, diff) still works");

    public static readonly Setting<string> File = new("file", Scalars.Line, "chimera.yaml", "the truth file");

    public static readonly Setting<string> StateDir = new(
        "state_dir", Scalars.Line, ".chimera", "where state and ledger are kept; a relative path starts at the folder of the truth file");

    public static readonly Setting<TimeSpan> SimTimeout = new(
        "sim.timeout", Scalars.Duration, TimeSpan.FromSeconds(30), "how long a simulation may take before it counts as failed");

    public static readonly Setting<int> HealMaxAttempts = new(
        "heal.max_attempts", Scalars.Count(0, 100), 3, "how many repairs are tried for one finding before it is left to a person, 0 never heals");

    public static readonly Setting<string> CertifyKeyCommand = new(
        "certify.key_command", Scalars.LineOrNothing, "",
        "a command that prints the private key for certificates (PEM), run by /bin/sh; empty for the key file of 'chimera key new'");

    public static readonly Setting<TimeSpan> CertifyValidFor = new(
        "certify.valid_for", Scalars.Duration, TimeSpan.FromDays(30), "how long a certificate is worth something");

    /// <summary>Those without a group.</summary>
    public static readonly ImmutableArray<Setting> General = [Enabled, File, StateDir];

    public static readonly ImmutableArray<SettingsGroup> Groups =
    [
        new("sim", "simulation", [SimTimeout]),
        new("heal", "healing", [HealMaxAttempts]),
        new("certify", "certificates", [CertifyKeyCommand, CertifyValidFor]),
    ];
}
