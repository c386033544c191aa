using Chimera.Engine.Truth.Documents;
using Chimera.Engine.Truth.Settings;
using Chimera.Fleet.Hosts;

namespace Chimera.Fleet.Declaration;

/// <summary>
/// How hosts are logged in to when they do not say it themselves. A host goes before everything; then what this run was started with
/// (a flag, the environment), then <c>fleet.defaults</c>, then <c>settings</c> and the defaults of Chimera.
/// </summary>
/// <param name="folder">Relative paths start here.</param>
internal sealed class AccessDefaults(ResolvedSettings settings, HostOptions options, string folder)
{
    public HostOptions Options => options;

    public string Folder => folder;

    public HostAccess Of(string address, HostOptions host) => new(
        address,
        host.Port ?? options.Port,
        host.User ?? options.User,
        host.Sudo ?? options.Sudo ?? false,
        host.HostKeys ?? HostKeys(),
        ConfigFile(host.SshConfig),
        host.ConnectTimeout ?? ConnectTimeout());

    public LoginProof ProveLogin(HostOptions host) =>
        host.ProveLogin
        ?? (Overridden(FleetSettingsTable.SshProveLogin) ? null : options.ProveLogin)
        ?? settings.Get(FleetSettingsTable.SshProveLogin);

    private HostKeyPolicy HostKeys() =>
        options.HostKeys is { } written && !Overridden(FleetSettingsTable.SshHostKeys)
            ? written
            : FleetScalars.HostKeys.Parse(settings.Get(FleetSettingsTable.SshHostKeys)) is Parsed<HostKeyPolicy>.Value { It: var set }
                ? set
                : HostKeyPolicy.Strict;

    private TimeSpan ConnectTimeout() =>
        options.ConnectTimeout is { } written && !Overridden(FleetSettingsTable.SshConnectTimeout)
            ? written
            : settings.Get(FleetSettingsTable.SshConnectTimeout);

    private string? ConfigFile(string? ofHost)
    {
        var file = ofHost
            ?? (Overridden(FleetSettingsTable.SshConfig) ? null : options.SshConfig)
            ?? settings.Get(FleetSettingsTable.SshConfig);
        return file.Length == 0 ? null : Path.GetFullPath(file, folder);
    }

    private bool Overridden(Setting setting) => settings.OriginOf(setting).OverridesFile;
}
