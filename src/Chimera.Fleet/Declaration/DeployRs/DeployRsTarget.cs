using System.Collections.Immutable;
using Chimera.Engine.Execution;
using Chimera.Engine.Truth;
using Chimera.Engine.Truth.Documents;
using Chimera.Engine.Validation;

namespace Chimera.Fleet.Declaration.DeployRs;

/// <summary>One profile of one node, with the settings that hold for it.</summary>
internal sealed class DeployRsTarget(
    Named<DeployRsNode> node, Named<DeployRsProfile> profile, DeployRsSettings settings, AccessDefaults access, Findings findings)
{
    // deploy-rs's own: src/deploy.rs.
    private const int DefaultActivation = 240;
    private const int DefaultConfirmation = 30;

    public string Group => profile.Name;

    /// <summary>How long activation and confirmation may take; null when the flake does not say.</summary>
    public TimeSpan? Deadline => settings.ActivationTimeout is null && settings.ConfirmTimeout is null
        ? null
        : TimeSpan.FromSeconds((settings.ActivationTimeout ?? DefaultActivation) + (settings.ConfirmTimeout ?? DefaultConfirmation));

    public DeclaredTarget Declare(string reference, ImmutableArray<string> dependsOn, RolloutPolicy policy)
    {
        Check();
        var installed = ProfilePath();
        var options = SshOptions.Parse(settings.SshOpts);
        foreach (var line in options.Foreign)
        {
            Error(
                "deploy-rs.ssh-option", $"sshOpts of {Subject} has an option that cannot be declared: {Wording.Short(line)}",
                $"put it under 'Host {node.Value.HostName}' in your ssh configuration as '{Wording.Short(line)}', and remove it here");
        }

        var login = HostOptions.None with
        {
            User = settings.SshUser,
            Port = options.Port,
            HostKeys = options.HostKeys,
            ConnectTimeout = options.ConnectTimeout,
            SshConfig = options.ConfigFile,
            Sudo = BecomesRoot,
        };
        var attribute = JsonNodes.Under(JsonNodes.Under($"{reference}#deploy.nodes", node.Name) + ".profiles", profile.Name) + ".path";
        var spec = new HostSpec(
            access.Of(node.Value.HostName, login), new SystemSource.Flake(attribute), installed, [], settings.FastConnection != true)
        {
            ProveLogin = access.ProveLogin(login),
        };
        return new DeclaredTarget(Assigned.IdOf(node.Name, installed), Group, [], dependsOn, policy, HostSpecDocument.Write(spec));
    }

    private string Subject => $"profile '{profile.Name}' of node '{node.Name}'";

    private string? Owner => settings.User ?? settings.SshUser;

    private bool BecomesRoot => Owner == "root" && settings.SshUser != "root";

    private void Check()
    {
        if (!profile.Value.HasPath)
            Error("deploy-rs.no-path", $"{Subject} has no path", "set its path to what it should install");
        if (Owner is null)
            Error("deploy-rs.no-user", $"{Subject} has neither user nor sshUser", "set user to the owner of the profile, mostly root");
        else if (Owner != "root" && Owner != settings.SshUser)
            Error("deploy-rs.other-user", $"{Subject} belongs to '{Owner}', and one logs in as another user that is not root", $"set sshUser to '{Owner}'");
        if (settings.Sudo is not (null or "sudo -u"))
            Error("deploy-rs.sudo", $"{Subject} becomes another user with {Wording.Quote(settings.Sudo)}", "allow the user 'sudo -n', and remove the option");
        if (settings.InteractiveSudo == true)
            Error("deploy-rs.sudo", $"{Subject} asks for a sudo password", "allow the user 'sudo -n' without a password, and remove the option");
        if (settings.AutoRollback == false || settings.MagicRollback == false)
            Warning("deploy-rs.rollback", $"{Subject} switches rollback off, which has no effect: a host always goes back by itself", "remove the option");
        if (settings.RemoteBuild == true)
            Warning("deploy-rs.remote-build", $"{Subject} is to be built on the host, but it is built here and sent", "remove the option");
    }

    // README of deploy-rs, profilePath. Where a user's own profile lies depends on what exists on the host, so that has to be said.
    private string ProfilePath()
    {
        if (profile.Value.ProfilePath is { } path)
            return path;

        if (Owner is "root")
            return profile.Name == "system" ? HostOptions.SystemProfile : $"/nix/var/nix/profiles/per-user/root/{profile.Name}";

        var assumed = $"/nix/var/nix/profiles/per-user/{Owner}/{profile.Name}";
        if (Owner is not null)
            Warning("deploy-rs.profile-path", $"{Subject} does not say where it is installed: {assumed} is assumed", "set profilePath");
        return assumed;
    }

    private void Error(string code, string message, string remedy) => findings.Add(Finding.Error(code, message, remedy, profile.Place));

    private void Warning(string code, string message, string remedy) => findings.Add(Finding.Warning(code, message, remedy, profile.Place));
}
