using Chimera.Engine.Truth.Documents;
using Chimera.Fleet.Hosts;

namespace Chimera.Fleet.Declaration;

/// <summary>
/// The single values of a fleet. What ends up in an ssh or nix command line is held to a narrow form here, besides being passed as data there.
/// </summary>
internal static class FleetScalars
{
    private static readonly string[] SelectorWords = ["all", "and", "or", "not"];

    public static readonly ScalarShape<string> HostName = Scalars.Pattern(
        "a host name", "[a-z0-9][a-z0-9.-]{0,62}",
        "use lower-case letters, digits, '-' and '.', at most 63, beginning with a letter or digit", SelectorWords);

    public static readonly ScalarShape<string> SystemName = Scalars.Pattern(
        "a system name", "[a-z0-9][a-z0-9_.-]{0,62}",
        "use lower-case letters, digits, '-', '_' and '.', at most 63, beginning with a letter or digit", SelectorWords);

    public static readonly ScalarShape<string> Tag = Scalars.Pattern(
        "a tag", "[a-z0-9][a-z0-9_.-]{0,62}",
        "use lower-case letters, digits, '-', '_' and '.', at most 63, beginning with a letter or digit", SelectorWords);

    /// <summary>A name, an IPv4 or IPv6 address, or a Host alias; never a user, an option or a URL.</summary>
    public static readonly ScalarShape<string> Address = Scalars.Pattern(
        "an address", "[A-Za-z0-9_:.][A-Za-z0-9_:.%-]{0,252}",
        "write a host name, an IP address or a Host alias of your ssh configuration; the user belongs under 'user'");

    public static readonly ScalarShape<string> User = Scalars.Pattern(
        "a user name", "[A-Za-z0-9_][A-Za-z0-9_.-]{0,31}", "write the login name on the host: letters, digits, '_', '-' and '.'");

    public static readonly ScalarShape<int> Port = Scalars.Count(1, 65_535);

    /// <summary>An absolute path without <c>..</c>; what holds generations is next to it.</summary>
    public static readonly ScalarShape<string> Profile = Scalars.Pattern(
        "a profile", @"(/\.?[A-Za-z0-9+_-][A-Za-z0-9+._-]*)+", "write an absolute path such as /nix/var/nix/profiles/system");

    public static readonly ScalarShape<string> FilePath = Scalars.Pattern(
        "a path", @"[^-\s][^\x00-\x1f\x7f]*", "write a path; one that begins with '-' can be written ./-…");

    public static readonly ScalarShape<string> FlakeReference = Scalars.Pattern(
        "a flake reference", @"[^-\s#][^\s#]*", "write a folder such as ./infra, or a reference such as github:owner/name, without '#'");

    public static readonly ScalarShape<string> Installable = Scalars.Pattern(
        "an installable of a flake", @"[^-\s#][^\s#]*#[^\s#]+",
        "write a flake reference, '#' and an attribute: .#nixosConfigurations.{host}.config.system.build.toplevel");

    public static readonly ScalarShape<string> Attribute = Scalars.Pattern(
        "an attribute path", @"[^-\s][^\s]*", "write an attribute such as web.toplevel");

    public static readonly ScalarShape<string> StorePath = Scalars.Pattern(
        "a store path", "/nix/store/[0-9a-df-np-sv-z]{32}-[0-9A-Za-z+._?=-]{1,211}", "write a path such as /nix/store/<hash>-<name>");

    public static readonly ScalarShape<string> Unit = Scalars.Pattern(
        "a unit", @"[A-Za-z0-9:_.@\\][A-Za-z0-9:_.@\\-]*\.(service|socket|target|timer|mount|path|slice|scope|device|swap|automount)",
        "write the unit with its kind: nginx.service");

    public static readonly ScalarShape<string> Url = Scalars.Pattern(
        "an http or https URL", @"https?://[A-Za-z0-9_.:\[\]-]+(/[!-~]*)?", "write a URL such as http://localhost/health");

    public static readonly ScalarShape<HostKeyPolicy> HostKeys =
        Scalars.Choice(("strict", HostKeyPolicy.Strict), ("accept-new", HostKeyPolicy.AcceptNew));

    public static readonly ScalarShape<LoginProof> ProveLogin =
        Scalars.Choice(("first", LoginProof.First), ("every", LoginProof.Every));

    public static readonly ScalarShape<ProbeOrigin> Origin =
        Scalars.Choice(("host", ProbeOrigin.Host), ("controller", ProbeOrigin.Controller));
}
