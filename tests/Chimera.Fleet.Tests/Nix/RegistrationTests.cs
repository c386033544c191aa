using Chimera.Fleet.Nix;

namespace Chimera.Fleet.Tests.Nix;

public sealed class RegistrationTests
{
    // Written by nix-store --dump-db of Nix 2.8; the source of 2.36 writes the same.
    private const string Dump = """
        /nix/store/ss71jcbyb32d5lpfribpsis2w7glzkhl-lib-1.2
        10551daed7fa467d0b58826e7eb9a0f2af7d693de319f2ef775fffcda244b9f6
        120

        0
        /nix/store/gn3x8m7yvib2v8gc5k99hx58v827maf5-top-1.0
        fbb3b0816a1e13148bea39a6cd904d61882ef47beb26791a115f871efab22afd
        344
        /nix/store/6cqll09xy9h5l7id784nan79bfbl1j9z-top-1.0.drv
        2
        /nix/store/gn3x8m7yvib2v8gc5k99hx58v827maf5-top-1.0
        /nix/store/ss71jcbyb32d5lpfribpsis2w7glzkhl-lib-1.2

        """;

    [Fact]
    public void Every_path_has_its_size_references_and_hash_in_the_form_of_subresource_integrity()
    {
        var paths = Registration.Read(Dump);
        Assert.Equal(2, paths.Length);
        Assert.Equal(120, paths[0].NarSize);
        Assert.Equal("sha256-EFUdrtf6Rn0LWIJufrmg8q99aT3jGfLvd1//zaJEufY=", paths[0].NarHash);
        Assert.Empty(paths[0].References);
        Assert.Equal("/nix/store/gn3x8m7yvib2v8gc5k99hx58v827maf5-top-1.0", paths[1].Path);
        Assert.Equal("sha256-+7OwgWoeExSL6jmmzZBNYYgu9HvrJnkaEV+HHvqyKv0=", paths[1].NarHash);
        Assert.Equal([paths[1].Path, paths[0].Path], paths[1].References);
    }

    [Fact]
    public void A_registration_that_is_cut_off_is_refused() =>
        Assert.Throws<FormatException>(() => Registration.Read(string.Join('\n', Dump.Split('\n')[..9])));
}
