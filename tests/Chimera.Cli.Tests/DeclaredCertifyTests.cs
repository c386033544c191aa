using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Chimera.Sites;
using Chimera.Sites.Folder;
using Chimera.Sites.Platforms;
using Chimera.Sites.Tests.Publishing;

namespace Chimera.Cli.Tests;

/// <summary>Which sites certify, verify and revoke mean beside a truth file; that what Chimera remembers is part of none; healing before certifying.</summary>
public sealed class DeclaredCertifyTests : IDisposable
{
    private readonly NetlifySite _site = new();

    [Fact]
    public async Task Beside_a_truth_file_its_sites_are_meant_and_those_of_the_named_platform()
    {
        _site.Sandbox.Write("blog/index.html", "<p>blog");
        _site.Sandbox.Write("chimera.yaml", "version: 1\nsites:\n  docs: { path: site, platforms: [netlify, render] }\n  blog: { path: blog, platforms: [netlify] }\n");
        await Run(0, "key", "new");

        Assert.Equal(
            ["urn:chimera:site:blog:netlify", "urn:chimera:site:docs:netlify", "urn:chimera:site:docs:render"], Resources(await Run(0, "certify", "-o", "json")));
        Assert.Equal(["urn:chimera:site:docs:render"], Resources(await Run(0, "certify", "--platform", "render", "-o", "json")));
        Assert.Equal(["urn:chimera:site:blog:netlify", "urn:chimera:site:docs:netlify"], Resources(await Run(0, "certify", "--platform", "netlify", "--out", "out", "-o", "json")));
        Assert.True(_site.Sandbox.Has("out/blog/netlify.dsse.json") && _site.Sandbox.Has("out/docs/netlify.dsse.json"));
        Assert.Contains("[site.not-there]", (await Run(2, "certify", "--platform", "github-pages")).Error, StringComparison.Ordinal);

        // The certificate says which of them it is for.
        Assert.StartsWith("verified: ", (await Run(0, "verify", "--certificate", "out/blog/netlify.dsse.json")).Output, StringComparison.Ordinal);
        Assert.Contains("[certificate.for-another]", (await Run(14, "verify", "--platform", "render", "--certificate", "out/blog/netlify.dsse.json")).Error, StringComparison.Ordinal);
        Assert.Contains("[watch.never-deployed]", (await Run(5, "verify", "--platform", "netlify")).Error, StringComparison.Ordinal);
        await Run(0, "revoke", "--certificate", "out/blog/netlify.dsse.json", "--why", "wrong branch");
        Assert.Contains("[certificate.revoked]", (await Run(14, "verify", "--certificate", "out/blog/netlify.dsse.json")).Error, StringComparison.Ordinal);

        // A folder that is named is a folder.
        Assert.Equal(["urn:chimera:site:blog:netlify"], Resources(await Run(0, "certify", "--path", "blog", "--platform", "netlify", "-o", "json")));

        static IEnumerable<string> Resources(Run run) => run.Raw.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonNode.Parse(line)!["resource"]!.GetValue<string>()).Order(StringComparer.Ordinal);
    }

    [Theory]
    [InlineData(".chimera")]
    [InlineData("remembered")]
    [InlineData("deep/down")]
    public async Task What_chimera_remembers_is_part_of_no_site(string state)
    {
        _site.Sandbox.Write("chimera.yaml", "version: 1\nsites:\n  whole: { path: ., platforms: [netlify] }\n");
        string[] where = ["--state-dir", state];
        await Run(0, ["key", "new", .. where]);

        var certified = JsonNode.Parse((await Run(0, ["certify", .. where, "-o", "json"])).Raw)!;

        var envelope = JsonNode.Parse(await File.ReadAllTextAsync(certified["certificate"]!.GetValue<string>()))!;
        var statement = JsonNode.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(envelope["payload"]!.GetValue<string>())))!;
        Assert.Equal(
            ["answers", "file:/chimera.yaml", "file:/site/index.html", "rules"],
            statement["subject"]!.AsArray().Select(subject => subject!["name"]!.GetValue<string>()));
        Assert.StartsWith("verified: ", (await Run(0, ["verify", .. where, "--certificate", certified["certificate"]!.GetValue<string>()])).Output, StringComparison.Ordinal);
        await Run(0, ["certify", "--path", ".", "--platform", "netlify", .. where]);
        var simulated = await Run(0, ["simulate", "--path", ".", "--platform", "netlify", .. where, "--fail-on", "broken", "-o", "json"]);
        Assert.DoesNotContain("key.pem", simulated.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certifying_that_fails_ends_in_the_record_with_its_reason()
    {
        await Run(0, "key", "new");
        using Socket nobody = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        nobody.Bind(new UnixDomainSocketEndPoint(_site.In("site/s")));

        Assert.Contains("[certificate.unreadable]", (await Run(7, "certify", "--site", "docs")).Error, StringComparison.Ordinal);

        var told = (await Run(0, "ledger", "show", "--type", "chimera.certify", "-o", "json")).Raw.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonNode.Parse(line)!).ToList();
        Assert.Equal(["chimera.certify.start", "chimera.certify.complete"], told.Select(entry => entry["type"]!.GetValue<string>()));
        Assert.StartsWith("certificate.unreadable: file:/s", told[1]["data"]!["why"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_checkout_on_render_the_declared_site_is_held_against_the_address_that_render_says()
    {
        _site.Sandbox.Write("blog/index.html", "<p>blog");
        _site.Sandbox.Write("chimera.yaml", "version: 1\nsites:\n  docs: { path: site, platforms: [netlify, render] }\n  blog: { path: blog, platforms: [netlify] }\n");
        using RespondingServer server = new(new SiteSimulator(SiteKnowledge.Platforms, [], TimeSpan.FromMinutes(1), TimeProvider.System).Foresee(
            Platform.Render, SiteFolder.OnDisk(_site.In("site")), DeployContext.Production, CancellationToken.None));
        _site.Sandbox.Environment["RENDER"] = "true";
        _site.Sandbox.Environment["RENDER_EXTERNAL_URL"] = server.Address.ToString();

        Assert.EndsWith(" answers as foreseen\n", (await Run(0, "verify", "--platform", "render")).Output, StringComparison.Ordinal);
        Assert.EndsWith(" answers as foreseen\n", (await Run(0, "verify", "--site", "docs", "--platform", "render")).Output, StringComparison.Ordinal);
        server.Spoil = (_, _) => "another"u8.ToArray();
        Assert.Contains("[live.differs]", (await Run(9, "verify", "--platform", "render")).Error, StringComparison.Ordinal);

        _site.Sandbox.Write("chimera.yaml", _site.Sandbox.Read("chimera.yaml").Replace("platforms: [netlify] }", "platforms: [render] }", StringComparison.Ordinal));
        Assert.Contains("[verify.which-site]", (await Run(2, "verify", "--platform", "render")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_can_be_repaired_is_repaired_before_it_is_certified()
    {
        Break();
        await Run(0, "key", "new");
        Assert.Contains("not certified for netlify", (await Run(12, "certify", "--site", "docs", "--fail-on", "warning")).Error, StringComparison.Ordinal);

        var certified = await Run(0, "certify", "--site", "docs", "--fail-on", "warning", "--auto-heal");

        Assert.StartsWith("certified netlify: ", certified.Output, StringComparison.Ordinal);
        Assert.Contains("/apps  /apps.html", _site.Sandbox.Read("site/_redirects"), StringComparison.Ordinal);
        await Run(0, "deploy", "--yes");
        Assert.NotNull(_site.Published);
    }

    [Fact]
    public async Task A_deploy_certifies_by_the_policy_that_is_named_and_repairs_first_if_it_is_told_to()
    {
        Break();
        await Run(0, "key", "new");
        Assert.Contains("they go with --certify", (await Run(2, "deploy", "--auto-heal", "--yes")).Error, StringComparison.Ordinal);
        Assert.Contains("they go with --certify", (await Run(2, "deploy", "--fail-on", "error", "--yes")).Error, StringComparison.Ordinal);

        Assert.Contains("not certified for netlify", (await Run(12, "deploy", "--certify", "--fail-on", "warning", "--yes")).Error, StringComparison.Ordinal);
        Assert.Null(_site.Published);
        await Run(0, "deploy", "--certify", "--fail-on", "warning", "--auto-heal", "--yes");

        Assert.NotNull(_site.Published);
        Assert.Contains("/apps  /apps.html", _site.Sandbox.Read("site/_redirects"), StringComparison.Ordinal);
        Assert.Contains("deploy.heal.complete", (await Run(0, "ledger", "show")).Output, StringComparison.Ordinal);
    }

    public void Dispose() => _site.Dispose();

    private void Break()
    {
        foreach (var page in new[] { "index", "404", "apps", "german" })
        {
            _site.Sandbox.Write($"site/{page}.html", $"<!doctype html><title>{page}</title>");
        }

        _site.Sandbox.Write("site/_redirects", "# moved\n/apps  apps.html   # the apps\n/de /german.html Country=de 302\n");
    }

    private Task<Run> Run(int exitCode, params string[] arguments) => _site.Run(exitCode, arguments);
}
