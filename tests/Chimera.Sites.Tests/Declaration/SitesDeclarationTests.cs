using System.Text;
using Chimera.Documents;
using Chimera.Engine.Execution;
using Chimera.Engine.Truth;
using Chimera.Engine.Truth.Documents;
using Chimera.Engine.Truth.Settings;
using Chimera.Sites.Declaration;
using Chimera.Sites.Netlify.Variables;
using Chimera.Sites.Platforms;
using Chimera.Sites.Watching.Healing;

namespace Chimera.Sites.Tests.Declaration;

public sealed class SitesDeclarationTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("chimera-truth-").FullName;

    public SitesDeclarationTests() => Directory.CreateDirectory(Path.Combine(_root, "web"));

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task A_site_is_a_target_on_each_of_its_platforms()
    {
        var (targets, findings) = await Declare("docs: {path: web, platforms: [netlify, github-pages], tags: [public], branch: next}");

        Assert.Empty(findings);
        Assert.Equal(["sites/docs/netlify", "sites/docs/github-pages"], targets.Select(target => target.Id.ToString()));
        Assert.All(targets, target => Assert.Equal("docs", target.Group));
        Assert.Equal(["netlify", "public"], targets[0].Tags);
        Assert.Equal(
            new SiteSpec("docs", Path.Combine(_root, "web"), Platform.GithubPages, new DeployContext("production", "next"), Connection: null, Address: null),
            SiteSpec.Read(targets[1].Spec));
    }

    [Fact]
    public async Task A_site_says_how_it_gets_to_its_platforms_and_a_plan_keeps_it()
    {
        var (targets, findings) = await Declare("""
            docs:
              path: web
              platforms: [netlify, render, host]
              netlify: {site: docs.netlify.app, token: {file: secrets/token}, address: "https://docs.example"}
              render: {service: srv-abc, hook: {file: hook}, blueprint: exs-0123456789abcdefghij}
              host: {on: [web1, web2], listen: "{host}:8080", server_name: docs.example}
              rollout: {canary: 1, auto_revert: false}
            """);

        Assert.Empty(findings);
        Assert.Equal(["sites/docs/netlify", "sites/docs/render", "sites/docs/host/web1", "sites/docs/host/web2"], targets.Select(target => target.Id.ToString()));
        Assert.All(targets, target => Assert.Equal((1, false), (target.Rollout.Canary, target.Rollout.AutoRevert)));
        var specs = targets.Select(target => SiteSpec.Read(target.Spec)).ToList();
        Assert.Equal(new Connection.Netlify("docs.netlify.app", null, new TokenSource.InFile(Path.Combine(_root, "secrets/token"))), specs[0].Connection);
        Assert.Equal(new Uri("https://docs.example"), specs[0].Address);
        Assert.Equal(new Connection.Render("srv-abc", null, new TokenSource.Variable("RENDER_API_KEY"), new TokenSource.InFile(Path.Combine(_root, "hook")), "exs-0123456789abcdefghij"), specs[1].Connection);
        var host = Assert.IsType<Connection.Host>(specs[3].Connection);
        Assert.Equal("web2", host.Access["address"]!.GetValue<string>());
        Assert.Equal(new Uri("http://10.0.0.7:8080/"), host.Place.AddressOn("10.0.0.7"));
        Assert.All(specs, spec => Assert.Equal(spec.Write().ToJsonString(), SiteSpec.Read(spec.Write()).Write().ToJsonString()));
    }

    [Fact]
    public async Task A_site_that_a_workflow_publishes_says_where_the_artifacts_id_comes_from_and_a_plan_keeps_it()
    {
        var (targets, findings) = await Declare(
            "docs: {path: web, platforms: github-pages, github-pages: {repository: octocat/site, workflow: {artifact: {env: ARTIFACT_ID}}}}");

        Assert.Empty(findings);
        var spec = SiteSpec.Read(targets.Single().Spec);
        Assert.Equal(
            new Connection.GithubWorkflow(new("octocat/site", new Uri("https://api.github.com/"), "github-pages", "ARTIFACT_ID"), new TokenSource.Variable("GITHUB_TOKEN")), spec.Connection);
        Assert.Equal(spec.Write().ToJsonString(), SiteSpec.Read(spec.Write()).Write().ToJsonString());
    }

    [Theory]
    [InlineData("repository: octocat/site, branch: gh-pages", "from an artifact, and from no 'branch'")]
    [InlineData("remote: 'https://example.org/a.git'", "from a 'repository' at GitHub, and from no 'remote'")]
    public async Task A_workflow_goes_with_no_branch_and_no_remote(string rest, string how)
    {
        var (_, findings) = await Declare($"docs: {{path: web, platforms: github-pages, github-pages: {{{rest}, workflow: {{artifact: {{env: A}}}}}}}}");

        Assert.Contains(how, Assert.Single(findings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Variables_at_Netlify_are_a_target_of_their_own_that_goes_first()
    {
        var (targets, findings) = await Declare("""
            docs:
              path: web
              platforms: [netlify, render]
              netlify:
                site: docs.netlify.app
                environment:
                  ZONE: {value: "eu", contexts: [production, branch:next], scopes: builds}
                  KEY: {secret: {file: key}, version: 2}
            """);

        Assert.Empty(findings);
        Assert.Equal(["sites/docs/netlify", "sites/docs/render", "sites/docs/environment"], targets.Select(target => target.Id.ToString()));
        Assert.Equal(["docs/environment"], targets[0].DependsOn);
        var read = VariablesTarget.Read(targets[2].Spec);
        Assert.Equal(["KEY", "ZONE"], read.Variables.Select(variable => variable.Name));
        Assert.Equal(new TokenSource.InFile(Path.Combine(_root, "key")), read.Variables[0].Secret);
        Assert.Equal(["branch-deploy", "deploy-preview", "production"], read.Variables[0].Contexts);
        Assert.Equal(["branch:next", "production"], read.Variables[1].Contexts);
        Assert.Equal(targets[2].Spec.ToJsonString(), read.Write().ToJsonString());
        Assert.Empty((await Declare("docs: {path: web, platforms: render, netlify: {site: s, environment: {A: {value: b}}}}")).Targets.SelectMany(target => target.DependsOn));
    }

    [Fact]
    public async Task Platforms_of_a_site_go_together_unless_it_says_otherwise()
    {
        var (targets, _) = await Declare("docs: {path: web, platforms: [netlify, render]}");

        Assert.All(targets, target => Assert.Equal(0, target.Rollout.Canary));
    }

    [Theory]
    [InlineData("80", null, "http://h/")]
    [InlineData("0.0.0.0:8080", null, "http://h:8080/")]
    [InlineData("127.0.0.1:8080", null, "http://127.0.0.1:8080/")]
    [InlineData("8080", "https://{host}", "https://h/")]
    public void A_host_is_asked_where_it_listens(string listen, string? address, string expected) =>
        Assert.Equal(new Uri(expected), new HostPlace(listen, "", "/etc/nginx/nginx.conf", address).AddressOn("h"));

    [Fact]
    public async Task A_certificate_on_the_host_makes_it_https_and_a_plan_keeps_it()
    {
        var (targets, findings) = await Declare(
            "a: {path: web, platforms: host, host: {on: web1, server: caddy, listen: '{host}:443', tls: {certificate: /etc/a.pem, key: /etc/a.key, redirect_from: '{host}:80'}}}");

        Assert.Empty(findings);
        var spec = SiteSpec.Read(targets.Single().Spec);
        var place = Assert.IsType<Connection.Host>(spec.Connection).Place;
        Assert.Equal(new HostTls("/etc/a.pem", "/etc/a.key", "10.0.0.7:80"), place.On("10.0.0.7").Tls);
        Assert.Equal((WebServerKind.Caddy, "/etc/caddy/Caddyfile"), (place.Server, place.Configuration));
        Assert.Equal(new Uri("https://10.0.0.7/"), place.AddressOn("10.0.0.7"));
        Assert.Equal(spec.Write().ToJsonString(), SiteSpec.Read(spec.Write()).Write().ToJsonString());
    }

    [Theory]
    [InlineData(
        "a: {path: web, platforms: host, host: {on: web1, tls: {certificate: a.pem, key: /k}}}",
        "1:69 truth.bad-value sites.a.host.tls.certificate: 'a.pem' is not an absolute path")]
    [InlineData(
        "a: {path: web, platforms: host, host: {on: web1, tls: {certificate: /c}}}",
        "1:55 truth.missing-key sites.a.host.tls.key is missing: its key, as PEM: a file on the host, which Chimera neither sends nor reads")]
    [InlineData(
        "a: {path: web, platforms: host, host: {on: web1, tls: {certificate: /c, key: /k, redirect_from: http}}}",
        "1:97 truth.bad-value sites.a.host.tls.redirect_from: 'http' is not a port, or an address and a port")]
    [InlineData(
        "a: {path: web, platforms: host, host: {on: web1, listen: 443, tls: {certificate: /c, key: /k, redirect_from: 443}}}",
        "1:68 sites.host-tls the site 'a' cannot be served so: http is to be led to https from 443, where https is listened at")]
    [InlineData(
        "a: {path: web, platforms: host, host: {on: web1, address: 'http://{host}', tls: {certificate: /c, key: /k}}}",
        "1:81 sites.host-tls the site 'a' cannot be served so: its address is asked by http, and it is served with TLS")]
    [InlineData("a: {path: web, platforms: host, host: {on: web1, server: apache}}", "1:58 truth.bad-value sites.a.host.server: 'apache' is not nginx or caddy")]
    [InlineData(
        "a: {path: web, platforms: host, host: {on: web1, server: caddy, nginx: /etc/nginx/nginx.conf}}",
        "1:72 sites.host-server the site 'a' is served by Caddy, and the configuration of nginx is named")]
    [InlineData("docs: {path: wbe, platforms: netlify}", "1:14 sites.folder-missing the site 'docs' has no folder wbe")]
    [InlineData("docs: {path: web, platforms: [netlify, netlify]}", "1:40 sites.platform-twice the site 'docs' names netlify twice")]
    [InlineData("docs: {path: web, platforms: netlfy}",
        "1:30 truth.bad-value sites.docs.platforms: 'netlfy' is not netlify, render, github-pages or host")]
    [InlineData(
        "a: {path: web, platforms: netlify, netlify: {site: s, environment: {K: {secret: {env: K}, contexts: all}}}}",
        "1:101 sites.netlify-secret the variable K cannot be so: a secret is not there in the context all")]
    [InlineData(
        "a: {path: web, platforms: netlify, netlify: {site: s, environment: {K: {secret: {env: K}, scopes: [builds, post-processing]}}}}",
        "1:108 sites.netlify-secret the variable K cannot be so: a secret is not there for post-processing")]
    [InlineData("docs: {platforms: netlify}",
        "1:7 truth.missing-key sites.docs.path is missing: the folder with the site's configuration; relative to this file")]
    [InlineData(
        "a: {path: web, platforms: host, depends_on: b}", "1:45 truth.unknown-dependency site 'a' depends on 'b', which is not declared")]
    [InlineData("a: {path: web, platforms: host, depends_on: a}", "1:1 truth.dependency-cycle sites wait for each other: a → a")]
    [InlineData(
        "a: {path: web, platforms: host, host: {on: [web1, web3]}}", "1:51 sites.host-unknown the site 'a' is to be served by web3, and there is no such host")]
    [InlineData(
        "a: {path: web, platforms: host, host: {on: web1, listen: '80; root /'}}",
        "1:58 truth.bad-value sites.a.host.listen: '80; root /' is not a port, or an address and a port")]
    [InlineData(
        "a: {path: web, platforms: host, host: {on: web1, nginx: \"/etc/n'; rm\"}}",
        "1:57 truth.bad-value sites.a.host.nginx: '/etc/n'; rm' is not an absolute path")]
    [InlineData(
        "a: {path: web, platforms: netlify, netlify: {site: s, token: abcdef}}",
        "1:62 truth.wrong-type sites.a.netlify.token is what is written there, not a map")]
    [InlineData(
        "a: {path: web, platforms: netlify, netlify: {site: s, token: {env: abc-def}}}",
        "1:68 truth.bad-value sites.a.netlify.token.env: what is written there is not the name of an environment variable")]
    [InlineData(
        "a: {path: web, platforms: github-pages, github-pages: {repository: o/r, workflow: {artifact: {env: A}}, api: 'http://a.example'}}",
        "1:110 sites.api-clear the token of the site 'a' would be sent in the clear to http://a.example")]
    [InlineData("a: {path: web, platforms: host, paht: x}", "1:33 truth.unknown-key sites.a.paht is not a known key")]
    public async Task What_makes_no_sense_is_told_with_its_place(string section, string expected) =>
        Assert.Equal(expected, Assert.Single((await Declare(section)).Findings));

    private async Task<(DeclaredTarget[] Targets, string[] Findings)> Declare(string section)
    {
        var findings = new Engine.Validation.Findings();
        var node = YamlReader.Read(Encoding.UTF8.GetBytes(section), "chimera.yaml", findings);
        var targets = await new SitesDeclaration(new KnownHosts("web1", "web2")).DeclareAsync(node!, _root, Policy, findings, TestContext.Current.CancellationToken);
        return ([.. targets],
            [.. findings.Select(finding => $"{finding.Place!.Line}:{finding.Place.Column} {finding.Code} {finding.Message}")]);
    }

    [Theory]
    [InlineData("docs: {path: web, platforms: netlify, watch: {on_drift: heal, every: 30s}}", DriftPolicy.Heal, 30)]
    [InlineData("docs: {path: web, platforms: netlify, watch: {on_drift: heal-always}}", DriftPolicy.HealAlways, null)]
    [InlineData("docs: {path: web, platforms: netlify, watch: {every: 1m}}", DriftPolicy.Report, 60)]
    public async Task A_site_says_how_it_is_watched_and_no_plan_is_another_for_it(string section, DriftPolicy policy, int? seconds)
    {
        var node = YamlReader.Read(Encoding.UTF8.GetBytes(section), "chimera.yaml", new Engine.Validation.Findings());

        var watch = SitesDeclaration.Watches(node!, new Engine.Validation.Findings())["docs"];

        Assert.Equal(new WatchSpec(policy, seconds is { } some ? TimeSpan.FromSeconds(some) : null), watch);
        var (with, findings) = await Declare(section);
        var (without, _) = await Declare("docs: {path: web, platforms: netlify}");
        Assert.Empty(findings);
        Assert.Equal(without[0].Spec.ToJsonString(), with[0].Spec.ToJsonString());
    }

    private static RolloutPolicy Policy => RolloutSettings.PolicyOf(
        ResolvedSettings.Resolve(
            new SettingsCatalog([]), [], new Dictionary<string, string>(StringComparer.Ordinal), [], new Engine.Validation.Findings()));
}
