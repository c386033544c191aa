using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Truth;
using Chimera.Fleet.Declaration;
using Chimera.Fleet.Hosts;
using Chimera.Fleet.Tests.Lab;

namespace Chimera.Fleet.Tests.Realm;

/// <summary>Rented hosts as a truth would declare them.</summary>
internal static class Targets
{
    public const string Profile = "/nix/var/nix/profiles/system";

    private static readonly RolloutPolicy Quick = RolloutPolicy.Default with { MinHealthyTime = TimeSpan.Zero, HealthyDeadline = TimeSpan.FromSeconds(30) };

    public static HostAccess Access(this RentedHost host) =>
        new(host.Name, null, null, Sudo: false, HostKeyPolicy.Strict, host.SshConfig, TimeSpan.FromSeconds(10));

    public static HostSpec Spec(this RentedHost host, params HealthCheck[] checks) =>
        new(host.Access(), new SystemSource.StorePath("/nix/store/unused"), Profile, [.. checks], Substitute: false);

    public static DeclaredTarget Target(this HostSpec spec) =>
        new(new TargetId("fleet", spec.Access.Address), "test", [], [], Quick, HostSpecDocument.Write(spec));

    /// <summary>The way from one toplevel to another; null for a host that has none.</summary>
    public static Order Order(this HostSpec spec, string? from, string to, TimeSpan? window = null, string rollout = "r1", string holder = "ada@laptop", Wave wave = Wave.Canary)
    {
        GenerationId? old = from is null ? null : new GenerationId(from);
        return new(new RolloutId(rollout), new Step(spec.Target(), old, old, new GenerationId(to), Difference.None), window ?? TimeSpan.FromMinutes(5), holder, wave);
    }
}
