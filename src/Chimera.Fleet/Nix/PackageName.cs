namespace Chimera.Fleet.Nix;

/// <summary>A store path's name as package and version, cut where Nix's <c>builtins.parseDrvName</c> cuts: at the first dash that no letter follows.</summary>
/// <param name="Version">Empty when there is none.</param>
internal sealed record PackageName(string Name, string Version)
{
    public static PackageName Parse(string name)
    {
        for (var i = 0; i + 1 < name.Length; i++)
        {
            if (name[i] == '-' && !char.IsAsciiLetter(name[i + 1]))
                return new PackageName(name[..i], name[(i + 1)..]);
        }

        return new PackageName(name, "");
    }
}
