namespace Chimera.Fleet.Declaration;

/// <summary>Where a system's toplevel comes from. A closed set.</summary>
public abstract record SystemSource
{
    private SystemSource()
    {
    }

    /// <summary>An installable of a flake, e.g. <c>./infra#nixosConfigurations.web.config.system.build.toplevel</c>.</summary>
    public sealed record Flake(string Reference) : SystemSource;

    /// <summary>An attribute of a plain Nix expression. <paramref name="Attribute"/> is empty for the file's own value.</summary>
    public sealed record Expression(string File, string Attribute) : SystemSource;

    /// <summary>A path in the controller's store, built beforehand.</summary>
    public sealed record StorePath(string Path) : SystemSource;
}
