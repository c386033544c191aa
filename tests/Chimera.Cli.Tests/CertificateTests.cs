using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Chimera.Cli.Tests;

/// <summary>Certifying a site and verifying it, as a person does, and as a stranger does without Chimera.</summary>
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
    public async Task A_site_with_errors_is_not_certified()
    {
        await Run(0, "key", "new");
        _sandbox.Write("site/netlify.toml", "[build]\npublish = 3\n");

        var run = await Run(13, "certify", "--path", "site", "--platform", "netlify");

        Assert.Contains("not certified for netlify", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_documented_commands_verify_a_certificate_and_catch_a_changed_file()
    {
        Assert.SkipUnless(new[] { "bash", "openssl", "jq" }.All(tool => Prerequisites.Find(tool) is not null), "bash, openssl or jq is missing");
        File.Copy(await CertifiedAsync(), Path.Combine(_sandbox.Folder, "netlify.dsse.json"));
        File.Copy(Path.Combine(_sandbox.Folder, "state/chimera/keys/certify.pub.pem"), Path.Combine(_sandbox.Folder, "certify.pub.pem"));

        var good = await DocumentedAsync();
        Assert.Contains("Verified OK", good, StringComparison.Ordinal);
        Assert.Contains("PASSED", good, StringComparison.Ordinal);
        Assert.EndsWith("sha256 right\n", good, StringComparison.Ordinal);

        _sandbox.Write("site/about.html", "<p>abouT");
        var bad = await DocumentedAsync();
        Assert.Contains("/about.html is another", bad, StringComparison.Ordinal);
        Assert.DoesNotContain("sha256 right", bad, StringComparison.Ordinal);
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

    /// <summary>Runs the indented lines of the page's last part, as they stand there.</summary>
    private async Task<string> DocumentedAsync()
    {
        var page = await File.ReadAllLinesAsync(Path.Combine(Checkout.Root, "docs", "certificates.md"));
        var commands = page.SkipWhile(line => line != "## Verifying with standard tools").Where(line => line.StartsWith("    ", StringComparison.Ordinal));
        using var shell = Process.Start(new ProcessStartInfo("bash", ["-c", string.Join('\n', commands)])
        {
            WorkingDirectory = _sandbox.Folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        })!;
        var error = shell.StandardError.ReadToEndAsync();
        var output = await shell.StandardOutput.ReadToEndAsync();
        await error;
        await shell.WaitForExitAsync();
        return output;
    }
}
