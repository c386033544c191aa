using Chimera.Fleet.Declaration;
using Chimera.Fleet.Hosts;

namespace Chimera.Fleet.Tests.Declaration;

public sealed class DeployRsTests
{
    private const string System = """ "profiles": {"system": {"hasPath": true}} """;

    [Fact]
    public async Task Settings_go_from_profile_to_node_to_top_and_ssh_options_add_up()
    {
        var fleet = await Read("""
            {
              "sshUser": "top", "user": "root", "sshOpts": ["-p", "1"], "fastConnection": true, "activationTimeout": 100,
              "nodes": {
                "one": {"hostname": "one.example.org", "sshUser": "node", "sshOpts": ["-oConnectTimeout=5"], "profiles": {
                  "system": {"hasPath": true, "sshUser": "profile", "sshOpts": ["-p2222"], "fastConnection": false}}},
                "two": {"hostname": "10.0.0.2", "profiles": {"system": {"hasPath": true, "confirmTimeout": 40}}}
              }
            }
            """);

        Assert.Empty(fleet.Lines);
        var one = fleet.Spec("fleet/one");
        Assert.Equal(
            new HostAccess("one.example.org", 2222, "profile", true, HostKeyPolicy.Strict, null, TimeSpan.FromSeconds(5)), one.Access);
        Assert.True(one.Substitute);
        Assert.Equal(new SystemSource.Flake("/srv/infra/nix#deploy.nodes.one.profiles.system.path"), one.System);
        Assert.Equal("/nix/var/nix/profiles/system", one.Profile);
        var two = fleet.Spec("fleet/two");
        Assert.Equal(("10.0.0.2", 1, "top"), (two.Access.Address, two.Access.Port, two.Access.User));
        Assert.False(two.Substitute);
        Assert.All(fleet.Truth!.Targets, target => Assert.Equal(("system", TimeSpan.FromSeconds(140)), (target.Group, target.Rollout.HealthyDeadline)));
    }

    [Fact]
    public async Task The_order_of_profiles_becomes_the_order_of_groups()
    {
        var fleet = await Read("""
            {"sshUser": "root", "nodes": {"n": {"hostname": "n", "profilesOrder": ["base", "system"], "profiles": {
              "system": {"hasPath": true}, "base": {"hasPath": true}, "app": {"hasPath": true, "profilePath": "/nix/var/nix/profiles/app"}}}}}
            """);

        Assert.Empty(fleet.Lines);
        Assert.Equal(["fleet/n", "fleet/n/app", "fleet/n/base"], fleet.Truth!.Targets.Select(target => target.Id.ToString()));
        Assert.Equal(["base"], fleet["fleet/n"].DependsOn);
        Assert.Equal(["system"], fleet["fleet/n/app"].DependsOn);
        Assert.Empty(fleet["fleet/n/base"].DependsOn);
        Assert.Equal("/nix/var/nix/profiles/per-user/root/base", fleet.Spec("fleet/n/base").Profile);
        Assert.False(fleet.Spec("fleet/n").Access.Sudo);
    }

    [Theory]
    [InlineData("-i key", "IdentityFile key")]
    [InlineData("-J jump", "ProxyJump jump")]
    [InlineData("-A", "ForwardAgent yes")]
    [InlineData("-o StrictHostKeyChecking=no", "StrictHostKeyChecking no")]
    [InlineData("-o ProxyCommand=id", "ProxyCommand id")]
    [InlineData("-p 99999", "Port 99999")]
    [InlineData("-F -x", "Include -x")]
    [InlineData("evil", "evil")]
    public async Task An_option_for_ssh_that_cannot_be_declared_is_named_with_its_remedy(string options, string line)
    {
        var arguments = string.Join(", ", options.Split(' ').Select(option => $"\"{option}\""));

        var fleet = await Read($$"""{"sshUser": "root", "sshOpts": [{{arguments}}], "nodes": {"n": {"hostname": "h", {{System}} } } }""");

        Assert.Equal(
            [
                $"./nix#deploy.nodes.n.profiles.system deploy-rs.ssh-option sshOpts of profile 'system' of node 'n' has an option that cannot be declared: {line}; "
                + $"put it under 'Host h' in your ssh configuration as '{line}', and remove it here",
            ],
            fleet.Lines);
    }

    [Theory]
    [InlineData("-F other_config", "/srv/infra/other_config")]
    [InlineData("-F/etc/ssh/it", "/etc/ssh/it")]
    public async Task An_ssh_configuration_can_be_declared(string options, string expected)
    {
        var arguments = string.Join(", ", options.Split(' ').Select(option => $"\"{option}\""));

        var fleet = await Read($$"""{"sshUser": "root", "sshOpts": [{{arguments}}], "nodes": {"n": {"hostname": "h", {{System}} } } }""");

        Assert.Equal(expected, fleet.Spec("fleet/n").Access.ConfigFile);
    }

    [Theory]
    [InlineData("""{"nodes": {"n": {"hostname": "n", "profiles": {"system": {"hasPath": true}}}}}""", "deploy-rs.no-user")]
    [InlineData("""{"sshUser": "a", "user": "b", "nodes": {"n": {"hostname": "n", "profiles": {"system": {"hasPath": true, "profilePath": "/p"}}}}}""", "deploy-rs.other-user")]
    [InlineData("""{"user": "root", "sudo": "doas -u", "nodes": {"n": {"hostname": "n", "profiles": {"system": {"hasPath": true}}}}}""", "deploy-rs.sudo")]
    [InlineData("""{"user": "root", "interactiveSudo": true, "nodes": {"n": {"hostname": "n", "profiles": {"system": {"hasPath": true}}}}}""", "deploy-rs.sudo")]
    [InlineData("""{"user": "root", "nodes": {"n": {"hostname": "n", "profiles": {"system": {"hasPath": false}}}}}""", "deploy-rs.no-path")]
    [InlineData("""{"user": "root", "nodes": {"n": {"hostname": "n", "profilesOrder": ["sytem"], "profiles": {"system": {"hasPath": true}}}}}""", "deploy-rs.unknown-profile")]
    [InlineData("""{"user": "root", "nodes": {"n": {"hostname": "-oProxyCommand=id", "profiles": {}}}}""", "truth.bad-value")]
    [InlineData("""{"user": "root", "nodes": {"n": {"profiles": {}}}}""", "truth.missing-key")]
    [InlineData("""{"user": "root", "nodes": {"a/b": {"hostname": "n", "profiles": {}}}}""", "truth.bad-value")]
    [InlineData("""{"nodes": {}}""", "deploy-rs.no-nodes")]
    [InlineData("[]", "truth.wrong-type")]
    [InlineData(null, "nix.eval-failed")]
    public async Task What_cannot_be_deployed_as_it_is_is_an_error(string? json, string code)
    {
        var fleet = await Read(json);

        Assert.Null(fleet.Truth);
        Assert.Contains(code, Assert.Single(fleet.Lines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("autoRollback", "false", "deploy-rs.rollback")]
    [InlineData("magicRollback", "false", "deploy-rs.rollback")]
    [InlineData("remoteBuild", "true", "deploy-rs.remote-build")]
    public async Task What_has_no_effect_here_is_a_warning(string key, string value, string code)
    {
        var fleet = await Read($$"""{"user": "root", "{{key}}": {{value}}, "nodes": {"n": {"hostname": "n", {{System}} } } }""");

        Assert.NotNull(fleet.Truth);
        Assert.Contains(code, Assert.Single(fleet.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Orders_that_contradict_each_other_are_spelled_out()
    {
        const string Profiles = """ "profiles": {"x": {"hasPath": true}, "y": {"hasPath": true}} """;

        var fleet = await Read($$"""
            {"sshUser": "root", "nodes": {"a": {"hostname": "a", "profilesOrder": ["x", "y"], {{Profiles}} }, "b": {"hostname": "b", "profilesOrder": ["y", "x"], {{Profiles}} } } }
            """);

        Assert.Contains("deploy-rs.order-conflict the profilesOrder of the nodes contradict each other: x → y → x", Assert.Single(fleet.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_of_the_file_and_a_node_of_a_flake_cannot_be_one_target()
    {
        var fleet = await Fleet.OfSection(
            "deploy_rs: ./nix\nhosts: {n: {}}\nsystems: {s: {flake: '.#x', on: all}}",
            new FakeFlakes($$"""{"user": "root", "nodes": {"n": {"hostname": "n", {{System}} } } }"""));

        Assert.Contains("fleet.target-declared-twice fleet/n is declared twice", Assert.Single(fleet.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_flake_is_asked_for_by_a_path_that_means_the_same_from_everywhere()
    {
        var flakes = new FakeFlakes("""{"nodes": {}}""");

        await Fleet.OfSection("deploy_rs: [./nix, 'github:me/infra']", flakes);

        Assert.Equal(["/srv/infra/nix#deploy", "github:me/infra#deploy"], flakes.Asked);
    }

    private static Task<Fleet> Read(string? json) => Fleet.OfSection("deploy_rs: ./nix", new FakeFlakes(json));
}
