using Chimera.Engine.Truth;
using Chimera.Engine.Truth.Documents;

namespace Chimera.Fleet.Declaration;

/// <summary>A system on a host.</summary>
/// <param name="Profile">An absolute path.</param>
internal sealed record Assigned(Named<HostEntry> Host, Named<SystemEntry> System, string Profile)
{
    /// <summary>What a profile is called in target ids: the last part of its path.</summary>
    public string ProfileName => NameOf(Profile);

    public static string NameOf(string profile) => profile[(profile.LastIndexOf('/') + 1)..];

    /// <summary><c>fleet/HOST</c>, and <c>fleet/HOST/PROFILE</c> for another profile than the system's.</summary>
    public static TargetId IdOf(string host, string profile) =>
        new(FleetSection.Name, profile == HostOptions.SystemProfile ? host : $"{host}/{NameOf(profile)}");
}
