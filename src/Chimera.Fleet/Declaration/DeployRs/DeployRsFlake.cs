using Chimera.Engine.Truth.Documents;

namespace Chimera.Fleet.Declaration.DeployRs;

/// <summary>The <c>deploy</c> output of a flake.</summary>
internal sealed record DeployRsFlake(DeployRsSettings Settings, Table<DeployRsNode> Nodes)
{
    /// <summary>
    /// A Nix function from the <c>deploy</c> output to what is read of it. It leaves <c>path</c> out, so that no derivation is
    /// instantiated, and every key it does not know, as deploy-rs itself does.
    /// </summary>
    public const string Apply =
        "deploy: let generic = " + DeployRsSettings.Keys + "; "
        + "profile = p: builtins.intersectAttrs (generic // { profilePath = 0; }) p // { hasPath = p ? path; }; "
        + "node = n: builtins.intersectAttrs (generic // { hostname = 0; profilesOrder = 0; }) n "
        + "// { profiles = builtins.mapAttrs (_: profile) (n.profiles or { }); }; "
        + "in builtins.intersectAttrs generic deploy // { nodes = builtins.mapAttrs (_: node) (deploy.nodes or { }); }";

    private static readonly ScalarShape<string> Name = Scalars.Pattern(
        "a name that a target can have", "[A-Za-z0-9][A-Za-z0-9_.-]{0,62}",
        "rename it: letters, digits, '_', '-' and '.', at most 63, beginning with a letter or digit");

    public static readonly Shape<DeployRsFlake> Shape = Shapes.Object(flake => new DeployRsFlake(
        DeployRsSettings.Read(flake),
        flake.Required("nodes", Shapes.Map("NODE", Name, Shapes.Object(node => new DeployRsNode(
            node.Required("hostname", FleetScalars.Address, "the address of the host"),
            node.Optional("profilesOrder", Shapes.List(Scalars.Line), [], "the order of the profiles"),
            node.Required("profiles", Shapes.Map("PROFILE", Name, Shapes.Object(profile => new DeployRsProfile(
                profile.Required("hasPath", Scalars.Boolean, "whether there is a path"),
                profile.Maybe("profilePath", FleetScalars.Profile, "where the profile is installed"),
                DeployRsSettings.Read(profile)))), "the profiles"),
            DeployRsSettings.Read(node)))), "the nodes")));
}
