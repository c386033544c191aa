using Chimera.Fleet.Declaration;

namespace Chimera.Fleet.Tests.Declaration;

public sealed class DeployRsWithNixTests
{
    // What must not be touched at reading time throws when it is.
    private const string Flake =
        """
        {
          outputs = { self }: {
            deploy = {
              sshUser = "admin";
              sshOpts = [ "-p" "2221" ];
              somethingElse = throw "an unknown key was evaluated";
              nodes."web.example.org" = {
                hostname = "10.0.0.1";
                sshUser = null;
                profilesOrder = [ "system" ];
                profiles.system = { user = "root"; path = throw "the system was evaluated"; };
                profiles.home = { path = throw "the home was evaluated"; profilePath = "/nix/var/nix/profiles/home"; };
              };
            };
          };
        }
        """;

    [Fact]
    public async Task A_real_flake_is_read_without_evaluating_its_systems()
    {
        Assert.SkipUnless(NixFlakes.Present, "nix is not installed");
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "flake.nix"), Flake);

        var fleet = await Fleet.OfSection("deploy_rs: .", new NixFlakes(), folder: folder.Path);

        Assert.Empty(fleet.Lines);
        var system = fleet.Spec("fleet/web.example.org");
        Assert.Equal(("10.0.0.1", 2221, "admin", true), (system.Access.Address, system.Access.Port, system.Access.User, system.Access.Sudo));
        Assert.Equal(new SystemSource.Flake($"{folder.Path}#deploy.nodes.\"web.example.org\".profiles.system.path"), system.System);
        var home = fleet.Spec("fleet/web.example.org/home");
        Assert.False(home.Access.Sudo);
        Assert.Equal(["system"], fleet["fleet/web.example.org/home"].DependsOn);
    }
}
