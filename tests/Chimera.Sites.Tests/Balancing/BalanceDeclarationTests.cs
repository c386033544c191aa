using System.Text;
using Chimera.Documents;
using Chimera.Engine.Execution;
using Chimera.Sites.Balancing;
using Chimera.Sites.Declaration;
using Chimera.Sites.Tests.Declaration;

namespace Chimera.Sites.Tests.Balancing;

/// <summary>What a site may say of its balancer, and what is told of everything else.</summary>
public sealed class BalanceDeclarationTests
{
    private const string Site = "platforms: [netlify, render, host], path: web, netlify: {site: docs.netlify.app}, render: {service: srv-a}, "
        + "host: {on: [web1, web2], listen: '{host}:8080', server_name: '*.example docs.example'}";

    [Fact]
    public void A_balancer_is_declared_with_all_it_needs()
    {
        var (spec, findings) = Read("""
            {weights: {netlify: 70, host/web2: 30}, on: [web1], listen: "{host}:80", server_name: www.example, step: 20, floor: 1, panic_below: 30,
             check: {path: "/health?x=1", every: 2s, unhealthy_after: 4, healthy_after: 5}}
            """);

        Assert.Empty(findings);
        Assert.Equal(["netlify 70 https://docs.netlify.app/", "host/web2 30 "], spec!.Backends.Select(backend => $"{backend.Name} {backend.Weight} {backend.Address}"));
        Assert.Equal(new HostPlace("{host}:80", "www.example", "/etc/nginx/nginx.conf", Address: null), spec.Place);
        Assert.Equal(new BalanceRules(1, 20, 30, 4, 5, TimeSpan.FromSeconds(2)), spec.Rules);
        Assert.Equal("/health?x=1", spec.Path);
        Assert.Equal(["web1"], spec.On);
    }

    [Fact]
    public void A_balancer_is_served_as_a_site_is()
    {
        var (spec, findings) = Read("{weights: {netlify: 1}, on: web1, server: caddy, listen: '{host}:443', tls: {certificate: /srv/www.pem, key: /srv/www.key, redirect_from: 80}}");

        Assert.Empty(findings);
        Assert.Equal(
            new HostPlace("{host}:443", "", "/etc/caddy/Caddyfile", Address: null) { Server = WebServerKind.Caddy, Tls = new HostTls("/srv/www.pem", "/srv/www.key", "80") },
            spec!.Place);
    }

    [Fact]
    public void What_stands_for_all_hosts_is_divided_among_them()
    {
        var (spec, findings) = Read("{weights: {netlify: 70, host: 30}}");

        Assert.Empty(findings);
        Assert.Equal([("netlify", 140), ("host/web1", 30), ("host/web2", 30)], spec!.Backends.Select(backend => (backend.Name, backend.Weight)));
        Assert.Equal(BalanceRules.Usual, spec.Rules);
    }

    private const string Dns = "zone: example.org, domain: www.example.org, type: CNAME";

    [Fact]
    public async Task A_balancer_is_a_target_on_each_of_its_hosts_and_in_dns_each_after_what_it_sends_visitors_to()
    {
        var folder = Directory.CreateTempSubdirectory("chimera-balance-");
        try
        {
            Directory.CreateDirectory(Path.Combine(folder.FullName, "web"));
            Engine.Validation.Findings findings = new();
            var node = YamlReader.Read(
                Encoding.UTF8.GetBytes("""
                    docs: {SITE, tags: public, depends_on: [base], balance: {weights: {netlify: 70, host: 30}, on: [web1, web2], listen: '{host}:80', nginx: /srv/nginx.conf, step: 20,
                      dns: {ns1: {DNS, ttl: 5m, answers: {netlify: docs.netlify.app, host/web1: web1.example.org, host/web2: web2.example.org}, token: {file: key}}}}}
                    base: {platforms: host, path: web, host: {on: web1}}
                    """.Replace("SITE", Site, StringComparison.Ordinal).Replace("DNS", Dns, StringComparison.Ordinal)),
                "chimera.yaml", findings);
            var declared = await new SitesDeclaration(new KnownHosts("web1", "web2")).DeclareAsync(
                node!, folder.FullName, RolloutPolicy.Default, findings, TestContext.Current.CancellationToken);

            Assert.Empty(findings);
            var balancers = declared.Where(target => BalanceTarget.Is(target.Spec)).ToList();
            Assert.Equal(
                ["sites/docs/balance/web1 in docs/balance after base, docs", "sites/docs/balance/web2 in docs/balance after base, docs", "sites/docs/dns in docs/dns after base, docs, docs/balance"],
                balancers.Select(target => $"{target.Id} in {target.Group} after {string.Join(", ", target.DependsOn)}"));
            Assert.All(balancers, target => Assert.Equal(["balance", "public"], target.Tags));
            Assert.All(balancers, target => Assert.Equal(target.Spec.ToJsonString(), BalanceTarget.Read(target.Spec).Write().ToJsonString()));
            var dns = Assert.IsType<BalanceEdge.Records>(BalanceTarget.Read(balancers[2].Spec).Edge).Dns;
            Assert.Equal(new TokenSource.InFile(Path.Combine(folder.FullName, "key")), dns.Token);
            Assert.Equal(TimeSpan.FromMinutes(5), dns.Ttl);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task No_site_has_the_name_of_a_balancers_folder()
    {
        Engine.Validation.Findings findings = new();
        var node = YamlReader.Read(
            Encoding.UTF8.GetBytes("docs: {platforms: host, path: ., host: {on: web1}, balance: {weights: {host: 1}, on: web2}}\ndocs.balance: {platforms: host, path: ., host: {on: web2}}"), "chimera.yaml", findings);

        await new SitesDeclaration(new KnownHosts("web1", "web2")).DeclareAsync(
            node!, "/", RolloutPolicy.Default, findings, TestContext.Current.CancellationToken);

        Assert.Equal("the balancer of 'docs' is called docs.balance on its hosts, which is another site's name", Assert.Single(findings, finding => finding.Code == "sites.balance-name").Message);
    }

    [Theory]
    [InlineData($"{{weights: {{netlify: 1}}, dns: {{ns1: {{{Dns}, answers: {{}}}}}}}}", "sites.balance-dns-answer the records of 'docs' say nothing of netlify")]
    [InlineData($"{{weights: {{netlify: 1}}, dns: {{ns1: {{{Dns}, answers: {{netlify: a.example, render: b.example}}}}}}}}", "sites.balance-dns-answer the records of 'docs' name render, which is no backend")]
    [InlineData($"{{weights: {{netlify: 1}}, dns: {{ns1: {{{Dns}, answers: {{netlify: 192.0.2.1}}}}}}}}", "sites.balance-dns-answer '192.0.2.1' cannot be the answer of CNAME records")]
    [InlineData("{weights: {netlify: 1}, dns: {ns1: {zone: example.org, domain: example.org, type: A, answers: {netlify: a.example}}}}", "sites.balance-dns-answer 'a.example' cannot be the answer of A records")]
    [InlineData("{weights: {netlify: 1}, dns: {ns1: {zone: example.org, domain: example.org, type: AAAA, answers: {netlify: 192.0.2.1}}}}", "sites.balance-dns-answer '192.0.2.1' cannot be the answer of AAAA records")]
    [InlineData("{weights: {netlify: 1}, dns: {ns1: {zone: example.org, domain: example.com, type: CNAME, answers: {netlify: a.example}}}}", "sites.balance-dns-name example.com is no name in the zone example.org")]
    [InlineData("{weights: {netlify: 1}, dns: {ns1: {zone: example.org, domain: www.example.org, type: MX, answers: {netlify: a.example}}}}", "truth.bad-value sites.docs.balance.dns.ns1.type: 'MX' is ")]
    [InlineData($"{{weights: {{netlify: 1}}, dns: {{ns1: {{{Dns}, ttl: 2d, answers: {{netlify: a.example}}}}}}}}", "sites.balance-dns-ttl records of DNS cannot be kept for ")]
    [InlineData($"{{weights: {{netlify: 1}}, dns: {{ns1: {{{Dns}, ttl: 1500ms, answers: {{netlify: a.example}}}}}}}}", "sites.balance-dns-ttl records of DNS cannot be kept for ")]
    [InlineData($"{{weights: {{netlify: 1}}, dns: {{ns1: {{{Dns}, api: 'http://ns1.example/', answers: {{netlify: a.example}}}}}}}}", "sites.balance-dns-clear the API key would be sent in the clear to http://ns1.example/")]
    [InlineData("{weights: {netlify: 1}, nginx: nginx.conf}", "truth.bad-value sites.docs.balance.nginx: 'nginx.conf' is not an absolute path")]
    [InlineData("{weights: {netlify: 0}}", "sites.balance-no-weight the balancer of 'docs' gives no backend any weight")]
    [InlineData("{weights: {}}", "sites.balance-no-weight the balancer of 'docs' gives no backend any weight")]
    [InlineData("{weights: {netlify: 1001}}", "truth.bad-value sites.docs.balance.weights.netlify: '1001' is not a whole number from 0 to 1000")]
    [InlineData("{weights: {netlify: -1}}", "truth.bad-value sites.docs.balance.weights.netlify: '-1' is not a whole number from 0 to 1000")]
    [InlineData("{weights: {netlify: 0.5}}", "truth.bad-value sites.docs.balance.weights.netlify: '0.5' is not a whole number from 0 to 1000")]
    [InlineData("{weights: {github-pages: 1}}", "sites.balance-unknown the balancer of 'docs' names github-pages, which is none of its platforms")]
    [InlineData("{weights: {host/web3: 1}}", "sites.balance-unknown the balancer of 'docs' names host/web3, which does not serve it")]
    [InlineData("{weights: {render: 1}}", "sites.balance-no-address the balancer of 'docs' names render, which has no address that the truth knows")]
    [InlineData("{weights: {host: 1, host/web1: 1}}", "sites.balance-twice the balancer of 'docs' names host and hosts by name, so some would count twice")]
    [InlineData("{weights: {netlify: 1}, on: web9}", "sites.host-unknown the balancer of 'docs' is to run on web9, and there is no such host")]
    [InlineData(
        "{weights: {netlify: 1}, on: web1, listen: '{host}:8080', server_name: '*.example docs.example'}",
        "sites.balance-same-place on web1 the balancer of 'docs' would listen where the site itself does")]
    [InlineData(
        "{weights: {netlify: 1}, on: web1, server_name: '*.example docs.example', tls: {certificate: /c, key: /k, redirect_from: '{host}:8080'}}",
        "sites.balance-same-place on web1 the balancer of 'docs' would listen where the site itself does")]
    [InlineData("{weights: {netlify: 1}, server: caddy, nginx: /srv/nginx.conf}", "sites.host-server the balancer of 'docs' is served by Caddy, and the configuration of nginx is named")]
    [InlineData("{weights: {netlify: 1}, tls: {certificate: /c, key: /k, redirect_from: 80}}", "sites.host-tls the balancer of 'docs' cannot be served so: http is to be led to https from 80")]
    [InlineData("{weights: {netlify: 1}, step: 0}", "truth.bad-value sites.docs.balance.step: '0' is not a whole number from 1 to 100")]
    [InlineData("{weights: {netlify: 1}, floor: 101}", "truth.bad-value sites.docs.balance.floor: '101' is not a whole number from 1 to 100")]
    [InlineData("{weights: {netlify: 1}, panic_below: 0}", "truth.bad-value sites.docs.balance.panic_below: '0' is not a whole number from 1 to 100")]
    [InlineData("{weights: {netlify: 1}, listen: '80; root /'}", "truth.bad-value sites.docs.balance.listen: '80; root /' is not a port, or an address and a port")]
    [InlineData("{weights: {netlify: 1}, server_name: 'a;b'}", "truth.bad-value sites.docs.balance.server_name: 'a;b' is not host names")]
    [InlineData("{weights: {netlify: 1}, check: {path: x}}", "truth.bad-value sites.docs.balance.check.path: 'x' is not a path")]
    [InlineData("{weights: {netlify: 1}, check: {path: //evil.example}}", "truth.bad-value sites.docs.balance.check.path: '//evil.example' is not a path")]
    [InlineData("{weights: {netlify: 1}, check: {every: 10ms}}", "sites.balance-interval the balancer of 'docs' checks every 10ms")]
    [InlineData(
        "{weights: {netlify: 1}, check: {unhealthy_after: 1}}",
        "truth.bad-value sites.docs.balance.check.unhealthy_after: '1' is not a whole number from 2 to 100")]
    [InlineData("{on: web1}", "truth.missing-key sites.docs.balance.weights is missing: ")]
    [InlineData("{weights: {netlify: 1}, wieght: 1}", "truth.unknown-key sites.docs.balance.wieght is not a known key")]
    public void What_makes_no_sense_is_told_with_its_place(string balance, string expected)
    {
        var (spec, findings) = Read(balance);

        Assert.True(spec is null || expected.StartsWith("truth.unknown-key", StringComparison.Ordinal));
        var finding = Assert.Single(findings);
        Assert.StartsWith(expected, $"{finding.Code} {finding.Message}", StringComparison.Ordinal);
        Assert.Equal(1, finding.Place!.Line);
        Assert.True(finding.Place.Column > 200, $"column {finding.Place.Column}");
        Assert.NotNull(finding.Remedy);
    }

    [Theory]
    [InlineData("https://docs.example/project", "which is at https://docs.example/project, and a balancer passes paths on as they are")]
    [InlineData("https://docs.example/?a=1", "which is at https://docs.example/?a=1, and a balancer passes paths on as they are")]
    public void An_address_has_no_path(string address, string expected)
    {
        var (spec, findings) = Read("{weights: {netlify: 1}}", $"platforms: netlify, path: web, netlify: {{site: s, address: '{address}'}}");

        Assert.Null(spec);
        Assert.Contains(expected, Assert.Single(findings).Message, StringComparison.Ordinal);
    }

    private static (BalanceSpec? Spec, Engine.Validation.Finding[] Findings) Read(string balance, string site = Site)
    {
        Engine.Validation.Findings findings = new();
        var node = YamlReader.Read(Encoding.UTF8.GetBytes($"docs: {{{site}, balance: {balance}}}"), "chimera.yaml", findings);
        var specs = new SitesDeclaration(new KnownHosts("web1", "web2")).Balances(node!, "/", findings);
        return (specs.GetValueOrDefault("docs"), [.. findings]);
    }
}
