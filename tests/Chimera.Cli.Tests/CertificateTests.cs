using System.Text.Json.Nodes;
using Chimera.Sites;
using Chimera.Sites.Folder;
using Chimera.Sites.Platforms;
using Chimera.Sites.Tests.Publishing;

namespace Chimera.Cli.Tests;

/// <summary>Certifying a site and verifying it, as a person does; as a stranger does without Chimera: <see cref="DocumentedCheckTests"/>.</summary>
public sealed class CertificateTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public CertificateTests()
    {
        _sandbox.Environment["HOME"] = Path.Combine(_sandbox.Folder, "home");
        _sandbox.Environment["XDG_STATE_HOME"] = Path.Combine(_sandbox.Folder, "state");
        _sandbox.Write("site/index.html", "<p>hello");
        _sandbox.Write("site/about.html", "<p>about");
        _sandbox.Write("site/404.html", "<p>nothing here");
        _sandbox.Write("site/_redirects", "/old /about 301\n");
    }

    [Fact]
    public async Task Without_a_key_a_person_is_told_how_to_make_one()
    {
        var run = await Run(5, "certify", "--path", "site", "--platform", "netlify");

        Assert.Contains("chimera key new", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_certified_verifies_until_a_byte_is_changed()
    {
        var file = await CertifiedAsync();
        Assert.StartsWith("verified: ", (await Verify(0, file)).Output, StringComparison.Ordinal);

        _sandbox.Write("site/about.html", "<p>abouT");
        Assert.Contains("file:/about.html was changed since it was certified [certificate.changed]", (await Verify(14, file)).Error, StringComparison.Ordinal);
        _sandbox.Write("site/about.html", "<p>about");
        _sandbox.Write("site/more.html", "");
        Assert.Contains("file:/more.html is there and was not certified [certificate.added]", (await Verify(14, file)).Error, StringComparison.Ordinal);
        File.Delete(Path.Combine(_sandbox.Folder, "site/more.html"));
        _sandbox.Write("site/_redirects", "/old /about 301\n# only a comment\n");
        Assert.Contains("source:_redirects was changed", (await Verify(14, file)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_bytes_certified_twice_have_two_certificates()
    {
        await Run(0, "key", "new");

        HashSet<string> nonces = [await NonceAsync(), await NonceAsync()];

        Assert.Equal(2, nonces.Count);
        Assert.All(nonces, nonce => Assert.Matches(@"\A[0-9a-f]{64}\z", nonce));

        async Task<string> NonceAsync() =>
            JsonNode.Parse((await Run(0, "certify", "--path", "site", "--platform", "netlify", "-o", "json")).Raw)!["nonce"]!.GetValue<string>();
    }

    [Fact]
    public async Task A_key_signs_no_more_after_a_rotation_and_what_it_signed_holds()
    {
        var file = await CertifiedAsync();
        var before = (await Run(0, "key", "show")).Output;

        var after = (await Run(0, "key", "rotate")).Output;

        Assert.NotEqual(before, after);
        await Verify(0, file);
        var anew = JsonNode.Parse((await Run(0, "certify", "--path", "site", "--platform", "netlify", "-o", "json")).Raw)!;
        var again = JsonNode.Parse(await File.ReadAllTextAsync(anew["certificate"]!.GetValue<string>()))!;
        Assert.StartsWith(again["signatures"]![0]!["keyid"]!.GetValue<string>(), after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_was_taken_back_is_worth_nothing()
    {
        var file = await CertifiedAsync();

        await Run(0, "revoke", "--path", "site", "--platform", "netlify", "--certificate", file, "--why", "wrong branch");

        Assert.Contains("it was taken back: wrong branch", (await Verify(14, file)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_elses_certificate_counts_only_where_his_key_is_trusted()
    {
        var file = await CertifiedAsync();
        File.Copy(Path.Combine(_sandbox.Folder, "state/chimera/keys/certify.pub.pem"), Path.Combine(_sandbox.Folder, "ci.pem"));
        _sandbox.Environment["XDG_STATE_HOME"] = Path.Combine(_sandbox.Folder, "elsewhere");

        Assert.Contains("[certificate.untrusted]", (await Verify(14, file)).Error, StringComparison.Ordinal);
        await Verify(0, file, "--trust", "ci.pem");
    }

    [Fact]
    public async Task Keys_that_the_truth_file_trusts_count_for_what_they_are_trusted_for()
    {
        var file = await CertifiedAsync();
        File.Copy(Path.Combine(_sandbox.Folder, "state/chimera/keys/certify.pub.pem"), Path.Combine(_sandbox.Folder, "ci.pem"));
        string[] revoke = ["revoke", "--path", "site", "--platform", "netlify", "--certificate", file, "--why", "wrong branch"];

        // The truth has a state of its own, and so other keys.
        Trust("revoke");
        Assert.Contains("[certificate.untrusted]", (await Verify(14, file)).Error, StringComparison.Ordinal);
        Trust("certify");
        await Verify(0, file);
        Assert.Contains("[certificate.not-yours]", (await Run(5, revoke)).Error, StringComparison.Ordinal);
        await Verify(0, file);
        Trust("certify, revoke");
        await Run(0, revoke);
        Assert.Contains("it was taken back: wrong branch", (await Verify(14, file)).Error, StringComparison.Ordinal);
        Trust("certify", key: "nobody.pem");
        Assert.Contains("nobody.pem cannot be read", (await Verify(2, file)).Error, StringComparison.Ordinal);

        void Trust(string purposes, string key = "ci.pem") =>
            _sandbox.Write("chimera.yaml", $"version: 1\nsites:\n  docs: {{ path: site, platforms: [netlify] }}\ntrust:\n  - {{ key: {key}, for: [{purposes}] }}\n");
    }

    [Fact]
    public async Task On_Render_the_address_is_the_one_that_Render_says()
    {
        SiteSimulator simulator = new(SiteKnowledge.Platforms, SiteKnowledge.Analyses, TimeSpan.FromMinutes(1), TimeProvider.System);
        using RespondingServer server = new(simulator.Foresee(
            Platform.Render, SiteFolder.OnDisk(Path.Combine(_sandbox.Folder, "site")), DeployContext.Production, CancellationToken.None));
        string[] verify = ["verify", "--path", "site", "--platform", "render"];
        _sandbox.Environment["RENDER_EXTERNAL_URL"] = server.Address.ToString();
        Assert.Contains("[verify.against-what]", (await Run(2, verify)).Error, StringComparison.Ordinal);
        _sandbox.Environment["RENDER"] = "true";

        _sandbox.Environment["RENDER_GIT_COMMIT"] = new string('a', 40);

        Assert.EndsWith($"answers as foreseen, of commit {new string('a', 40)}\n", (await Run(0, verify)).Output, StringComparison.Ordinal);
        server.Spoil = (_, _) => "another"u8.ToArray();
        Assert.Contains("[live.differs]", (await Run(9, verify)).Error, StringComparison.Ordinal);
        Assert.Contains("[verify.against-what]", (await Run(2, "verify", "--path", "site", "--platform", "netlify")).Error, StringComparison.Ordinal);
        _sandbox.Environment["RENDER_EXTERNAL_URL"] = "";
        await Run(2, verify);
    }

    [Fact]
    public async Task A_key_from_a_command_leaves_nothing_on_the_disk()
    {
        await CertifiedAsync();
        var pem = await File.ReadAllTextAsync(Path.Combine(_sandbox.Folder, "state/chimera/keys/certify.key.pem"));
        _sandbox.Write("vault", pem);
        _sandbox.Environment["XDG_STATE_HOME"] = Path.Combine(_sandbox.Folder, "elsewhere");

        await Run(0, "certify", "--path", "site", "--platform", "netlify", "--set", "certify.key_command=cat vault");

        Assert.Empty(Directory.EnumerateFiles(Path.Combine(_sandbox.Folder, "elsewhere"), "certify.key*", SearchOption.AllDirectories));
        var failed = await Run(5, "certify", "--path", "site", "--platform", "netlify", "--set", "certify.key_command=false");
        Assert.Contains("[key.command-failed]", failed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_can_be_kept_a_key_from_a_command_certifies_all_the_same()
    {
        await CertifiedAsync();
        File.Copy(Path.Combine(_sandbox.Folder, "state/chimera/keys/certify.key.pem"), Path.Combine(_sandbox.Folder, "vault"));
        File.Copy(Path.Combine(_sandbox.Folder, "state/chimera/keys/certify.pub.pem"), Path.Combine(_sandbox.Folder, "ci.pem"));
        _sandbox.Environment["XDG_STATE_HOME"] = "/proc/nowhere";

        var run = await Run(0, "certify", "--path", "site", "--platform", "netlify", "--out", "out", "--set", "certify.key_command=cat vault");

        Assert.StartsWith("no record is kept of this: ", run.Error, StringComparison.Ordinal);
        Assert.Contains("[certificate.untrusted]", (await Verify(14, "out/netlify.dsse.json")).Error, StringComparison.Ordinal);
        await Verify(0, "out/netlify.dsse.json", "--trust", "ci.pem");
    }

    [Fact]
    public async Task A_site_with_errors_is_not_certified()
    {
        await Run(0, "key", "new");
        _sandbox.Write("site/netlify.toml", "[build]\npublish = 3\n");

        var run = await Run(13, "certify", "--path", "site", "--platform", "netlify");

        Assert.Contains("not certified for netlify", run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _sandbox.Dispose();

    private async Task<string> CertifiedAsync()
    {
        await Run(0, "key", "new");
        var certified = await Run(0, "certify", "--path", "site", "--platform", "netlify", "-o", "json");
        return JsonNode.Parse(certified.Raw)!["certificate"]!.GetValue<string>();
    }

    private Task<Run> Verify(int exitCode, string file, params string[] more) =>
        Run(exitCode, ["verify", "--path", "site", "--platform", "netlify", "--certificate", file, .. more]);

    private async Task<Run> Run(int exitCode, params string[] arguments)
    {
        var run = await Binary.RunAsync(_sandbox, arguments);
        Assert.True(run.ExitCode == exitCode, run.ToString());
        return run;
    }
}
