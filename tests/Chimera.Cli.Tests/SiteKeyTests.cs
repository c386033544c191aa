using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Chimera.Cli.Tests;

/// <summary>Keys that a command prints, that were replaced, that were copied, that were taken back: what each is worth to every verb. Netlify is a double.</summary>
public sealed class SiteKeyTests : IDisposable
{
    private const string Certificate = ".chimera/certificates/docs/netlify.dsse.json";

    private readonly NetlifySite _site = new();

    [Fact]
    public async Task A_key_that_a_command_prints_is_as_good_as_one_in_a_file()
    {
        _site.Declare("settings: { certify: { key_command: cat vault } }");
        var first = NewVault();
        Assert.Contains("[key.missing]", (await Run(5, "key", "show")).Error, StringComparison.Ordinal);

        Assert.Contains("is one of your keys from now on", (await Run(0, "deploy", "--certify", "--yes")).Error, StringComparison.Ordinal);

        // From here on nobody can ask the command: what only looks needs no private key.
        File.Delete(_site.In("vault"));
        Assert.NotNull(_site.Published);
        Assert.StartsWith("verified: ", (await Run(0, "verify", "--certificate", Certificate)).Output, StringComparison.Ordinal);
        await Run(0, "verify", "--site", "docs");
        await Run(0, "monitor", "--once");
        Assert.Contains("nothing to do", (await Run(0, "deploy", "--yes")).Error, StringComparison.Ordinal);
        Assert.EndsWith("certify-command.pub.pem\n", (await Run(0, "key", "show")).Output, StringComparison.Ordinal);
        Assert.DoesNotContain(
            Directory.GetFiles(_site.Sandbox.Folder, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith("ledger.key.pem", StringComparison.Ordinal)),
            file => File.ReadAllText(file).Contains("PRIVATE KEY", StringComparison.Ordinal));

        // A machine that knows the key from nowhere takes nothing that it signed.
        Assert.Contains("[certificate.untrusted]", (await Run(14, "verify", "--certificate", Certificate, "--state-dir", "elsewhere")).Error, StringComparison.Ordinal);

        await File.WriteAllTextAsync(_site.In("vault"), first);
        Assert.Contains("[key.same]", (await Run(5, "key", "rotate")).Error, StringComparison.Ordinal);
        NewVault();
        await Run(0, "key", "rotate");
        Assert.StartsWith("verified: ", (await Run(0, "verify", "--certificate", Certificate)).Output, StringComparison.Ordinal);
        await File.WriteAllTextAsync(_site.In("vault"), first);
        Assert.Contains("[key.retired]", (await Run(5, "deploy", "--certify", "--yes")).Error, StringComparison.Ordinal);
        Assert.Contains("key.adopted", (await Run(0, "ledger", "show")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_was_copied_before_it_was_replaced_certifies_nothing_any_more()
    {
        await Run(0, "key", "new");
        await Run(0, "deploy", "--certify", "--yes");
        File.Copy(_site.In(Certificate), _site.In("ours.json"));
        var stolen = _site.In(".chimera/keys/certify.key.pem");
        _site.Sandbox.Write("stolen", await File.ReadAllTextAsync(stolen));
        // What somebody else makes of it on his own machine, before and after: the time in it is his own word.
        _site.Sandbox.Write("site/index.html", "<p>smuggled in");
        string[] thief = ["certify", "--site", "docs", "--state-dir", "thief", "--set", "certify.key_command=cat stolen", "--set", "certify.valid_for=365d"];
        await Run(0, [.. thief, "--out", "early"]);
        string[] verify = ["verify", "--site", "docs", "--certificate"];
        Assert.StartsWith("verified: ", (await Run(0, [.. verify, "early/netlify.dsse.json"])).Output, StringComparison.Ordinal);

        var before = (await Run(0, "key", "show")).Output.Split('\n')[0];
        await Run(0, "key", "rotate");
        await Run(0, [.. thief, "--out", "late"]);

        Assert.Contains("[certificate.key-retired]", (await Run(14, [.. verify, "early/netlify.dsse.json"])).Error, StringComparison.Ordinal);
        Assert.Contains("[certificate.key-retired]", (await Run(14, [.. verify, "late/netlify.dsse.json"])).Error, StringComparison.Ordinal);
        Assert.Contains("[key.retired]", (await Run(5, "certify", "--site", "docs", "--set", "certify.key_command=cat stolen")).Error, StringComparison.Ordinal);
        Assert.Contains("[certificate.missing]", (await Run(5, "deploy", "--yes")).Error, StringComparison.Ordinal);
        Assert.Matches($"\n{before}: replaced on .* counts until it expires\n", (await Run(0, "key", "show")).Output);

        // What it signed here, before that, holds.
        _site.Sandbox.Write("site/index.html", "<p>one");
        Assert.StartsWith("verified: ", (await Run(0, [.. verify, "ours.json"])).Output, StringComparison.Ordinal);
        await Run(0, "verify", "--site", "docs");
    }

    [Fact]
    public async Task Taking_a_key_back_that_was_cut_off_is_finished_by_saying_it_again()
    {
        await Run(0, "key", "new");
        var name = (await Run(0, "key", "show")).Output.Split('\n')[0];
        var kept = Directory.GetFiles(_site.In(".chimera/keys"), "certify.*").ToDictionary(file => file, File.ReadAllBytes);
        await Run(0, "key", "revoke", name, "--why", "stolen");
        foreach (var (file, bytes) in kept)
        {
            await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        var refused = await Run(5, "certify", "--site", "docs");
        Assert.Contains($"'chimera key revoke {name} --why TEXT'", refused.Error, StringComparison.Ordinal);
        Assert.Contains("[key.revoked]", refused.Error, StringComparison.Ordinal);

        await Run(0, "key", "revoke", name, "--why", "TEXT");
        Assert.Empty(Directory.GetFiles(_site.In(".chimera/keys"), "certify.*"));
        Assert.Contains("stolen", (await Run(5, "key", "show")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_counts_that_was_signed_by_a_key_that_was_taken_back()
    {
        await Run(0, "key", "new");
        await Run(0, "deploy", "--certify", "--yes");
        var shown = _site.Published;
        File.Copy(_site.In(Certificate), _site.In("one.json"));
        var name = (await Run(0, "key", "show")).Output.Split('\n')[0];
        _site.Sandbox.Write("site/index.html", "<p>two");
        await Run(0, "certify", "--site", "docs");
        Assert.Contains("[key.unknown]", (await Run(5, "key", "revoke", "0123456789abcdef", "--why", "stolen")).Error, StringComparison.Ordinal);

        var revoked = await Run(0, "key", "revoke", name.Split('/')[1], "--why", "a laptop was stolen");

        Assert.Equal($"revoked: {name}\n", revoked.Output);
        Assert.Empty(Directory.GetFiles(_site.In(".chimera/keys"), "certify.*"));
        var shows = await Run(5, "key", "show", "-o", "json");
        Assert.Equal(("revoked", "a laptop was stolen"), (Key(shows)["state"]!.GetValue<string>(), Key(shows)["why"]!.GetValue<string>()));
        Assert.Contains("[certificate.key-revoked]", (await Run(14, "verify", "--site", "docs", "--certificate", Certificate)).Error, StringComparison.Ordinal);
        Assert.Contains("[certificate.key-revoked]", (await Run(5, "deploy", "--yes")).Error, StringComparison.Ordinal);
        Assert.Contains("[key.missing]", (await Run(5, "deploy", "--certify", "--yes")).Error, StringComparison.Ordinal);

        // What is live stays so, and it is said.
        Assert.Equal(shown, _site.Published);
        var watched = await Run(9, "monitor", "--once");
        Assert.Contains("[certificate.key-revoked]", watched.Error, StringComparison.Ordinal);
        Assert.Contains("go back with 'chimera rollback'", watched.Error, StringComparison.Ordinal);
        Assert.Contains("[certificate.key-revoked]", (await Run(14, "verify", "--site", "docs")).Error, StringComparison.Ordinal);

        // Another key, another certificate, and all is right again; what only the old one speaks for is not shown again.
        await Run(0, "key", "new");
        await Run(0, "deploy", "--certify", "--yes");
        await Run(0, "monitor", "--once");
        Assert.Contains("[certificate.key-revoked]", (await Run(5, "rollback", "--yes")).Error, StringComparison.Ordinal);

        static JsonNode Key(Run run) => JsonNode.Parse(run.Raw)!["keys"]![0]!;
    }

    [Fact]
    public async Task A_revocation_holds_where_the_record_is_gone_and_over_what_the_truth_trusts()
    {
        await Run(0, "key", "new");
        await Run(0, "certify", "--site", "docs");
        File.Copy(_site.In(".chimera/keys/certify.pub.pem"), _site.In("ci.pem"));
        var name = (await Run(0, "key", "show")).Output.Split('\n')[0];
        string[] elsewhere = ["--state-dir", "elsewhere"];
        _site.Declare("trust: [{ key: ci.pem }]");
        await Run(0, ["verify", "--certificate", Certificate, .. elsewhere]);

        await Run(0, ["key", "revoke", name, "--why", "left the company", .. elsewhere]);

        Assert.Contains("left the company", (await Run(14, ["verify", "--certificate", Certificate, .. elsewhere])).Error, StringComparison.Ordinal);
        Assert.Contains($"{name}: taken back", (await Run(5, ["key", "show", .. elsewhere])).Output, StringComparison.Ordinal);
        _site.Declare("");
        await Run(0, "key", "revoke", name, "--why", "left the company");
        foreach (var file in Directory.GetFiles(_site.In(".chimera"), "state.db*"))
        {
            File.Delete(file);
        }

        Directory.Delete(_site.In(".chimera/ledger"), recursive: true);
        Assert.Contains("[certificate.key-revoked]", (await Run(14, "verify", "--certificate", Certificate)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_live_release_whose_certificate_was_taken_back_stays_and_the_remedy_is_named()
    {
        await Run(0, "key", "new");
        await Run(0, "deploy", "--certify", "--yes");
        var first = _site.Published;
        _site.Sandbox.Write("site/index.html", "<p>two");
        await Run(0, "deploy", "--certify", "--yes");
        var second = _site.Published;

        await Run(0, "revoke", "--certificate", Certificate, "--why", "wrong branch");

        var watched = await Run(9, "monitor", "--once");
        Assert.Contains("it was taken back: wrong branch", watched.Error, StringComparison.Ordinal);
        Assert.Contains("go back with 'chimera rollback'", watched.Error, StringComparison.Ordinal);
        Assert.Equal(second, _site.Published);
        await Run(0, "rollback", "--yes");
        Assert.Equal(first, _site.Published);
        await Run(0, "monitor", "--once");
    }

    public void Dispose() => _site.Dispose();

    /// <returns>The private key that the command prints from now on.</returns>
    private string NewVault()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var pem = key.ExportPkcs8PrivateKeyPem() + "\n";
        _site.Sandbox.Write("vault", pem);
        return pem;
    }

    private Task<Run> Run(int exitCode, params string[] arguments) => _site.Run(exitCode, arguments);
}
