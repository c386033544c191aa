using System.Collections.Immutable;
using Chimera.Engine.Truth.Documents;
using Chimera.Engine.Truth.Selectors;
using Chimera.Engine.Truth.Settings;

namespace Chimera.Fleet.Declaration;

/// <summary>A system as it is written.</summary>
/// <param name="Source">With <c>{host}</c> still in it.</param>
/// <param name="Attribute">The attribute of a plain expression; null for the file's own value.</param>
internal sealed record SystemEntry(
    SystemSource Source,
    Placed<string>? Attribute,
    Placed<Selector> On,
    ImmutableArray<Placed<string>> DependsOn,
    string? Profile,
    Placed<RolloutOverrides>? Rollout,
    ImmutableArray<HealthCheck> Checks)
{
    public static readonly Shape<SystemEntry> Shape = Shapes.Object(fields => new SystemEntry(
        fields.ExactlyOne<SystemSource>(
            ("flake", FleetScalars.Installable.As<SystemSource>(text => new SystemSource.Flake(text)),
                "the toplevel as an installable of a flake; `{host}` stands for the host's name"),
            ("file", FleetScalars.FilePath.As<SystemSource>(text => new SystemSource.Expression(text, "")),
                "the toplevel as a plain Nix expression; `{host}` stands for the host's name"),
            ("path", FleetScalars.StorePath.As<SystemSource>(text => new SystemSource.StorePath(text)),
                "the toplevel as a path that was built beforehand")),
        fields.Maybe("attr", FleetScalars.Attribute.WithPlace(), "with `file`: the attribute in it; `{host}` stands for the host's name"),
        fields.Required("on", SelectorShape.Instance.WithPlace(), "the hosts that get the system: words joined by and, or, not"),
        fields.Optional(
            "depends_on", Shapes.OneOrMany(FleetScalars.SystemName.WithPlace()), [], "systems that must have arrived before this one starts"),
        fields.Maybe("profile", FleetScalars.Profile, "the profile that holds the generations; otherwise the host's"),
        fields.Maybe("rollout", RolloutOverrides.Shape.WithPlace(), "where this system's rollout differs from `rollout` of the file"),
        fields.Optional("health", Shapes.List(HealthCheckShape.Instance), [], "what must hold for a host to be healthy: all of it")));
}
