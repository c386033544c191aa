using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Chimera.Engine.Validation;
using Chimera.Engine.Validation.Certificates;
using Chimera.Sites;
using Chimera.Sites.Certification;
using Chimera.Sites.Folder;
using Chimera.Sites.Platforms;
using Chimera.Store.Keys;

namespace Chimera.Cli.Tests;

/// <summary>The script of docs/certificates.md, as it stands there: what a stranger finds out without Chimera.</summary>
public sealed class DocumentedCheckTests : IDisposable
{
    private const string Resource = "urn:chimera:site:docs:netlify";

    private readonly Sandbox _sandbox = new();
    private readonly EcdsaSigner _signer = NewKey();

    public DocumentedCheckTests()
    {
        Assert.SkipUnless(new[] { "bash", "openssl", "jq" }.All(tool => Prerequisites.Find(tool) is not null), "bash, openssl or jq is missing");
        _sandbox.Write("checkout/netlify.toml", "[build]\npublish = \"public\"\n");
        _sandbox.Write("checkout/README.md", "not published");
        _sandbox.Write("checkout/public/index.html", "<p>hello");
        _sandbox.Write("checkout/public/a page/über.html", "<p>about");
        _sandbox.Write("checkout/public/_redirects", "/old / 301\n");
        _sandbox.Write("checkout/public/_headers", "/*\n  X-Frame-Options: DENY\n");
        _sandbox.Write("certify.pub.pem", _signer.Public.ToPem());
        Certify(DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddHours(1));
        _sandbox.Write("check", Documented());
    }

    [Fact]
    public async Task What_was_certified_passes() => Assert.Equal((0, $"verified: 5 files of {Resource}\n", ""), await CheckAsync());

    [Theory]
    [InlineData("checkout/public/index.html", "<p>hellO", "file:/index.html was changed")]
    [InlineData("checkout/public/_redirects", "/old / 302\n", "source:public/_redirects was changed")]
    [InlineData("checkout/public/_headers", "", "source:public/_headers was changed")]
    [InlineData("checkout/netlify.toml", "[build]\npublish = \"public\"\n#\n", "source:netlify.toml was changed")]
    [InlineData("checkout/public/more.html", "", "file:/more.html was added")]
    [InlineData("certify.pub.pem", null, "the signature is not by certify.pub.pem")]
    public async Task What_is_another_is_refused(string file, string? content, string why)
    {
        using var stranger = NewKey();
        _sandbox.Write(file, content ?? stranger.Public.ToPem());

        await AssertRefusedAsync(why);
    }

    [Fact]
    public async Task What_is_missing_is_refused()
    {
        File.Delete(Path.Combine(_sandbox.Folder, "checkout/public/a page/über.html"));

        await AssertRefusedAsync("file:/a page/über.html is missing");
    }

    [Fact]
    public async Task A_signature_that_is_broken_and_a_statement_that_was_changed_are_refused()
    {
        var envelope = JsonNode.Parse(_sandbox.Read("netlify.dsse.json"))!;
        var (signature, payload) = (envelope["signatures"]![0]!["sig"]!.GetValue<string>(), envelope["payload"]!.GetValue<string>());
        envelope["signatures"]![0]!["sig"] = Convert.ToBase64String([.. Convert.FromBase64String(signature).SkipLast(1), 0]);
        _sandbox.Write("netlify.dsse.json", envelope.ToJsonString());
        await AssertRefusedAsync("the signature is not by");

        envelope["signatures"]![0]!["sig"] = signature;
        envelope["payload"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(
            Encoding.UTF8.GetString(Convert.FromBase64String(payload)).Replace("PASSED", "PASSEd", StringComparison.Ordinal)));
        _sandbox.Write("netlify.dsse.json", envelope.ToJsonString());
        await AssertRefusedAsync("the signature is not by");
        _sandbox.Write("netlify.dsse.json", "{}");
        await AssertRefusedAsync("this is no certificate");
    }

    [Fact]
    public async Task What_has_expired_what_is_from_the_future_and_what_is_for_another_site_are_refused()
    {
        Certify(DateTimeOffset.UtcNow.AddDays(-2), DateTimeOffset.UtcNow.AddDays(-1));
        await AssertRefusedAsync("it has expired");
        Certify(DateTimeOffset.UtcNow.AddDays(1), DateTimeOffset.UtcNow.AddDays(2));
        await AssertRefusedAsync("its time has not come");
        Certify(DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddHours(1), "urn:chimera:site:other:netlify");
        await AssertRefusedAsync($"it is not for {Resource}");
    }

    [Fact]
    public async Task A_configuration_where_there_was_none_is_refused()
    {
        File.Delete(Path.Combine(_sandbox.Folder, "checkout/netlify.toml"));
        Directory.Move(Path.Combine(_sandbox.Folder, "checkout/public"), Path.Combine(_sandbox.Folder, "site"));
        Certify(DateTimeOffset.UtcNow.AddMinutes(-1), DateTimeOffset.UtcNow.AddHours(1), folder: "site");
        Assert.Equal((0, $"verified: 4 files of {Resource}\n", ""), await CheckAsync("site"));

        _sandbox.Write("site/netlify.toml", "[[redirects]]\nfrom = \"/\"\nto = \"https://elsewhere.example\"\nforce = true\n");

        Assert.StartsWith("refused: file:/netlify.toml was added", (await CheckAsync("site")).Error, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _signer.Dispose();
        _sandbox.Dispose();
    }

    /// <summary>The script among the page's indented lines: it begins with its shell and ends with what it says in the end.</summary>
    private static string Documented() => string.Join('\n', File.ReadAllLines(Path.Combine(Checkout.Root, "docs", "certificates.md"))
        .SkipWhile(line => line != "    #!/usr/bin/env bash").TakeWhile(line => line.Length == 0 || line.StartsWith("    ", StringComparison.Ordinal))
        .Select(line => line.Length == 0 ? line : line[4..])) + "\n";

    private static EcdsaSigner NewKey()
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return EcdsaSigner.FromPem(pair.ExportPkcs8PrivateKeyPem(), KeyUse.Certify)!;
    }

    private void Certify(DateTimeOffset from, DateTimeOffset until, string resource = Resource, string folder = "checkout")
    {
        SiteSimulator simulator = new(SiteKnowledge.Platforms, SiteKnowledge.Analyses, TimeSpan.FromMinutes(1), TimeProvider.System);
        var bundle = SiteBundle.Of(simulator, Platform.Netlify, SiteFolder.OnDisk(Path.Combine(_sandbox.Folder, folder)), DeployContext.Production, CancellationToken.None)!;
        _sandbox.Write("netlify.dsse.json", Encoding.UTF8.GetString(Certification.Issue(
            new Certificate(
                resource, TrustedSigner.VerifierOf(_signer.Verifier), "1.2.3", SiteCertificate.PolicyOf(Severity.Error), from, until, new string('5', 64),
                SiteCertificate.EvidenceOf(bundle, DeployContext.Production), bundle.Subjects),
            _signer)));
    }

    private async Task AssertRefusedAsync(string why)
    {
        var (code, output, error) = await CheckAsync();
        Assert.Equal((1, ""), (code, output));
        Assert.Contains("refused: ", error, StringComparison.Ordinal);
        Assert.Contains(why, error, StringComparison.Ordinal);
    }

    private async Task<(int Code, string Output, string Error)> CheckAsync(string? alone = null)
    {
        string[] folders = alone is null ? ["checkout", "checkout/public"] : [alone];
        using var shell = Process.Start(new ProcessStartInfo("bash", ["check", "netlify.dsse.json", "certify.pub.pem", Resource, .. folders])
        {
            WorkingDirectory = _sandbox.Folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
            StandardOutputEncoding = Encoding.UTF8, StandardErrorEncoding = Encoding.UTF8,
        })!;
        var error = shell.StandardError.ReadToEndAsync();
        var output = await shell.StandardOutput.ReadToEndAsync();
        await shell.WaitForExitAsync();
        return (shell.ExitCode, output, await error);
    }
}
