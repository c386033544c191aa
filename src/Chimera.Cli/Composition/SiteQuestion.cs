using System.Collections.Immutable;
using Chimera.Engine.Truth.Settings;
using Chimera.Engine.Validation;
using Chimera.Sites.Folder;
using Chimera.Sites.Platforms;
using Chimera.Store;

namespace Chimera.Cli.Composition;

/// <summary>Which site a person asks about, for which platforms, and where what is remembered of it is kept.</summary>
/// <param name="Path">As the person wrote it.</param>
/// <param name="State">Null when there is no place for it: a container without a home.</param>
/// <param name="HasTruth">There is a truth file, and so a record that a simulation belongs in.</param>
internal sealed record SiteQuestion(string Path, ImmutableArray<Platform> Platforms, DeployContext Context, ResolvedSettings Settings, StateFolder? State, bool HasTruth)
{
    public SiteFolder Folder => SiteFolder.OnDisk(Path, State?.Path);

    /// <summary>Where the settings came from, and whom a person trusts; null for one that was put together by a command.</summary>
    public TruthSource? Source { get; init; }

    /// <summary>What the truth calls the site; null for one that is only a folder.</summary>
    public string? Name { get; init; }

    /// <summary>What the site is called in certificates: its name, or else that of its folder.</summary>
    public string Site => Name ?? System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(Path)));

    /// <summary>
    /// A truth file has its state beside it. A site without one is not to be littered: what is learned from healing it goes to the person's
    /// own state folder, by the XDG Base Directory rules.
    /// </summary>
    public static StateFolder? StateOf(TruthSource source)
    {
        if (source.Exists || source.Settings.OriginOf(EngineSettings.StateDir) is not SettingOrigin.Default)
        {
            return source.State;
        }

        if (Environment.GetEnvironmentVariable("XDG_STATE_HOME") is { Length: > 0 } set && System.IO.Path.IsPathRooted(set))
        {
            return new StateFolder(System.IO.Path.Combine(set, "chimera"));
        }

        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return System.IO.Path.IsPathRooted(home) ? new StateFolder(System.IO.Path.Combine(home, ".local", "state", "chimera")) : null;
    }
}
