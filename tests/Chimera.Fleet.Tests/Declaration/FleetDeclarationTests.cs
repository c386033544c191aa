using Chimera.Engine.Execution;
using Chimera.Fleet.Declaration;
using Chimera.Fleet.Hosts;

namespace Chimera.Fleet.Tests.Declaration;

public sealed class FleetDeclarationTests
{
    private const string Store = "/nix/store/00000000000000000000000000000000-web";

    [Fact]
    public async Task A_host_has_what_it_says_then_what_defaults_say()
    {
        var fleet = await Fleet.OfSection($$$"""
            defaults: {user: deploy, sudo: true, port: 2222, connect_timeout: 3s, ssh_config: ./ssh_config, substitute: true}
            hosts:
              web1: {address: 10.0.0.1, tags: [web, eu]}
              web2: {user: root, sudo: false, port: 22, host_keys: accept-new, substitute: false}
            systems:
              web: {path: {{{Store}}}, on: all}
            """);

        Assert.Empty(fleet.Lines);
        Assert.Equal(
            new HostAccess("10.0.0.1", 2222, "deploy", true, HostKeyPolicy.Strict, "/srv/infra/ssh_config", TimeSpan.FromSeconds(3)),
            fleet.Spec("fleet/web1").Access);
        Assert.Equal(
            new HostAccess("web2", 22, "root", false, HostKeyPolicy.AcceptNew, "/srv/infra/ssh_config", TimeSpan.FromSeconds(3)),
            fleet.Spec("fleet/web2").Access);
        Assert.True(fleet.Spec("fleet/web1").Substitute);
        Assert.False(fleet.Spec("fleet/web2").Substitute);
        Assert.Equal(["eu", "web"], fleet["fleet/web1"].Tags);
        Assert.Equal("/nix/var/nix/profiles/system", fleet.Spec("fleet/web1").Profile);
    }

    [Fact]
    public async Task What_nobody_says_is_left_to_the_persons_own_ssh_configuration()
    {
        var fleet = await Fleet.OfSection($"hosts: {{a: {{}}}}\nsystems: {{s: {{path: {Store}, on: a}}}}");

        Assert.Equal(new HostAccess("a", null, null, false, HostKeyPolicy.Strict, null, TimeSpan.FromSeconds(10)), fleet.Spec("fleet/a").Access);
    }

    [Fact]
    public async Task The_environment_goes_before_defaults_and_the_host_before_both()
    {
        var fleet = await Fleet.Of(
            $$$"""
            version: 1
            settings: {ssh: {connect_timeout: 1s}}
            fleet:
              defaults: {host_keys: strict, connect_timeout: 2s}
              hosts: {a: {}, b: {connect_timeout: 4s}}
              systems: {s: {path: {{{Store}}}, on: all}}
            """,
            environment: new() { ["CHIMERA_SSH_HOST_KEYS"] = "accept-new", ["CHIMERA_SSH_CONFIG"] = "other" });

        Assert.Empty(fleet.Lines);
        Assert.Equal(
            (HostKeyPolicy.AcceptNew, TimeSpan.FromSeconds(2), "/srv/infra/other"),
            (fleet.Spec("fleet/a").Access.HostKeys, fleet.Spec("fleet/a").Access.ConnectTimeout, fleet.Spec("fleet/a").Access.ConfigFile));
        Assert.Equal(TimeSpan.FromSeconds(4), fleet.Spec("fleet/b").Access.ConnectTimeout);
    }

    [Theory]
    [InlineData("flake: '.#web.{host}.toplevel'", "/srv/infra#web.a.toplevel")]
    [InlineData("flake: '../nix#{host}'", "/srv/nix#a")]
    [InlineData("flake: './sub?dir={host}#x'", "/srv/infra/sub?dir=a#x")]
    [InlineData("flake: 'path:./sub#x'", "path:/srv/infra/sub#x")]
    [InlineData("flake: 'github:me/infra#{host}'", "github:me/infra#a")]
    [InlineData("flake: '/etc/nixos#x'", "/etc/nixos#x")]
    public async Task A_flake_means_the_same_from_everywhere(string source, string expected)
    {
        var fleet = await Fleet.OfSection($"hosts: {{a: {{}}}}\nsystems:\n  s:\n    {source}\n    on: a");

        Assert.Empty(fleet.Lines);
        Assert.Equal(new SystemSource.Flake(expected), fleet.Spec("fleet/a").System);
    }

    [Theory]
    [InlineData("flake: '.#n.{host}.top'", "/srv/infra#n.\"a.example.org\".top")]
    [InlineData("flake: '.#n.\"{host}\".top'", "/srv/infra#n.\"a.example.org\".top")]
    public async Task A_host_name_with_dots_is_one_attribute(string source, string expected)
    {
        var fleet = await Fleet.OfSection($"hosts: {{a.example.org: {{}}}}\nsystems:\n  s:\n    {source}\n    on: all");

        Assert.Equal(new SystemSource.Flake(expected), fleet.Spec("fleet/a.example.org").System);
    }

    [Fact]
    public async Task A_plain_expression_has_a_file_and_an_attribute()
    {
        var fleet = await Fleet.OfSection("hosts: {a: {}, b: {}}\nsystems: {s: {file: './{host}.nix', attr: 'x.{host}', on: a}, t: {file: t.nix, on: b}}");

        Assert.Equal(new SystemSource.Expression("/srv/infra/a.nix", "x.a"), fleet.Spec("fleet/a").System);
        Assert.Equal(new SystemSource.Expression("/srv/infra/t.nix", ""), fleet.Spec("fleet/b").System);
    }

    [Fact]
    public async Task A_system_has_its_order_its_rollout_and_its_checks()
    {
        var fleet = await Fleet.Of($$$"""
            version: 1
            rollout: {canary: 0, stagger: 2s}
            fleet:
              hosts: {db: {}, web1: {tags: web}}
              systems:
                base: {path: {{{Store}}}, on: db}
                web:
                  path: {{{Store}}}
                  on: web and not db
                  depends_on: base
                  rollout: {max_parallel: 3}
                  health:
                    - command: systemctl is-system-running
                      timeout: 1m
                    - {tcp: 80, from: controller}
                    - {http: 'http://localhost/health', status: 204}
                    - unit: nginx.service
            """);

        Assert.Empty(fleet.Lines);
        var web = fleet["fleet/web1"];
        Assert.Equal(("web", "base"), (web.Group, Assert.Single(web.DependsOn)));
        Assert.Equal(RolloutPolicy.Default with { Canary = 0, Stagger = TimeSpan.FromSeconds(2), MaxParallel = 3 }, web.Rollout);
        Assert.Equal(
            [
                new HealthCheck.Command("systemctl is-system-running", TimeSpan.FromMinutes(1)),
                new HealthCheck.Tcp(80, ProbeOrigin.Controller, TimeSpan.FromSeconds(10)),
                new HealthCheck.Http("http://localhost/health", 204, ProbeOrigin.Host, TimeSpan.FromSeconds(10)),
                new HealthCheck.Unit("nginx.service", TimeSpan.FromSeconds(10)),
            ],
            fleet.Spec("fleet/web1").Checks);
    }

    [Fact]
    public async Task Two_profiles_on_one_host_are_two_targets()
    {
        var fleet = await Fleet.OfSection($$$"""
            hosts: {a: {}}
            systems:
              base: {path: {{{Store}}}, on: a}
              app: {path: {{{Store}}}, on: a, profile: /nix/var/nix/profiles/app}
            """);

        Assert.Empty(fleet.Lines);
        Assert.Equal(["fleet/a", "fleet/a/app"], fleet.Truth!.Targets.Select(target => target.Id.ToString()));
    }

    [Fact]
    public async Task Hosts_can_have_a_file_of_their_own()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "hosts.yaml"), "b: {tags: [web]}\na: {}\nc: {prot: 3}\n");

        var fleet = await Fleet.OfSection($"hosts_file: hosts.yaml\nhosts: {{a: {{}}}}\nsystems: {{s: {{path: {Store}, on: all}}}}", folder: folder.Path);

        Assert.Equal(
            [
                "infra/hosts.yaml:2:1 truth.duplicate-key host 'a' is written twice, first at infra/chimera.yaml:4:11; keep one of them",
                "infra/hosts.yaml:3:5 truth.unknown-key c.prot is not a known key; did you mean 'port'?",
            ],
            fleet.Lines);
    }

    [Theory]
    [InlineData("address: -oProxyCommand=evil")]
    [InlineData("address: 'a b'")]
    [InlineData("address: root@a")]
    [InlineData("address: \"a\\nb\"")]
    [InlineData("address: \"a\\0\"")]
    [InlineData("address: ssh://a")]
    [InlineData("address: $(id)")]
    [InlineData("address: ''")]
    [InlineData("user: -l")]
    [InlineData("user: 'a;b'")]
    [InlineData("port: 0")]
    [InlineData("port: 65536")]
    [InlineData("ssh_config: -F")]
    [InlineData("profile: relative/path")]
    [InlineData("profile: /nix/../etc")]
    [InlineData("profile: '/a;b'")]
    [InlineData("tags: [and]")]
    [InlineData("tags: ['a b']")]
    [InlineData("connect_timeout: 0s")]
    public async Task What_could_be_taken_for_something_else_is_refused(string line)
    {
        var fleet = await Fleet.OfSection($"hosts:\n  a:\n    {line}\nsystems: {{}}");

        Assert.Null(fleet.Truth);
        Assert.Contains("truth.bad-value", Assert.Single(fleet.Lines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("A")]
    [InlineData("-a")]
    [InlineData("a_b")]
    [InlineData("'a b'")]
    [InlineData("all")]
    [InlineData("a/b")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task A_host_name_is_narrow(string name) =>
        Assert.Contains("truth.bad-value", Assert.Single((await Fleet.OfSection($"hosts:\n  {name}: {{}}")).Lines), StringComparison.Ordinal);

    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData("2001:db8::1")]
    [InlineData("fe80::1%eth0")]
    [InlineData("web1.example.org")]
    [InlineData("My_Alias")]
    public async Task An_address_is_a_name_or_a_number(string address)
    {
        var fleet = await Fleet.OfSection($"hosts:\n  a: {{address: '{address}'}}\nsystems: {{s: {{path: {Store}, on: a}}}}");

        Assert.Empty(fleet.Lines);
        Assert.Equal(address, fleet.Spec("fleet/a").Access.Address);
    }
}
