using System.Collections.Immutable;
using Chimera.Engine.Truth.Documents;

namespace Chimera.Fleet.Declaration.DeployRs;

/// <summary>
/// What deploy-rs calls generic settings (its <c>interface.json</c> and <c>src/data.rs</c>): they can stand at the top, in a node and in a profile.
/// </summary>
internal sealed record DeployRsSettings(
    string? SshUser,
    string? User,
    ImmutableArray<string> SshOpts,
    bool? FastConnection,
    bool? AutoRollback,
    bool? MagicRollback,
    int? ConfirmTimeout,
    int? ActivationTimeout,
    string? Sudo,
    bool? RemoteBuild,
    bool? InteractiveSudo)
{
    /// <summary>The keys that are read, as a Nix set.</summary>
    public const string Keys =
        "{ sshUser = 0; user = 0; sshOpts = 0; fastConnection = 0; autoRollback = 0; magicRollback = 0; confirmTimeout = 0; "
        + "activationTimeout = 0; sudo = 0; remoteBuild = 0; interactiveSudo = 0; }";

    private static readonly ScalarShape<int> Seconds = Scalars.Count(0, ushort.MaxValue);

    public static DeployRsSettings Read(Fields fields) => new(
        fields.Maybe("sshUser", FleetScalars.User, "the user to log in as"),
        fields.Maybe("user", FleetScalars.User, "the user the profile belongs to"),
        fields.Optional("sshOpts", Shapes.List(Scalars.Line), [], "options for ssh"),
        fields.MaybeValue("fastConnection", Scalars.Boolean, "send everything instead of letting the host substitute"),
        fields.MaybeValue("autoRollback", Scalars.Boolean, "go back when activation fails"),
        fields.MaybeValue("magicRollback", Scalars.Boolean, "go back when the controller does not confirm"),
        fields.MaybeValue("confirmTimeout", Seconds, "seconds to confirm"),
        fields.MaybeValue("activationTimeout", Seconds, "seconds to activate"),
        fields.Maybe("sudo", Scalars.Line, "the command to become another user"),
        fields.MaybeValue("remoteBuild", Scalars.Boolean, "build on the host"),
        fields.MaybeValue("interactiveSudo", Scalars.Boolean, "ask for a sudo password"));

    /// <summary>deploy-rs's own merge: what is said here goes first, but options for ssh are appended.</summary>
    public DeployRsSettings Over(DeployRsSettings outer) => new(
        SshUser ?? outer.SshUser,
        User ?? outer.User,
        [.. SshOpts, .. outer.SshOpts],
        FastConnection ?? outer.FastConnection,
        AutoRollback ?? outer.AutoRollback,
        MagicRollback ?? outer.MagicRollback,
        ConfirmTimeout ?? outer.ConfirmTimeout,
        ActivationTimeout ?? outer.ActivationTimeout,
        Sudo ?? outer.Sudo,
        RemoteBuild ?? outer.RemoteBuild,
        InteractiveSudo ?? outer.InteractiveSudo);
}
