using System.Text;
using Chimera.Sites.Analyses.Secrets;

namespace Chimera.Sites.Tests.Analyses.Secrets;

public sealed class SecretAnalysisTests
{
    // Made up here and put together at run time: nothing in this file is anybody's, and nothing looks like it.
    private const string Letters = "q7Zt2LmX9cVb4Ns8Kd1Rw6Hy3Gf5Jp0TuEaQiOxSzDvCnBhMkWlPyRgFjAeUoI9x2c4v6b8n1m3q5w7e9r";
    private static readonly SecretAnalysis Analysis = new();

    public static TheoryData<string, string> Certain() => new()
    {
        { "a GitHub token", "ghp" + "_" + "abcdefghijABCDEFGHIJ0123456789" + "2C2O59" },
        { "an npm token", "npm" + "_" + "abcdefghijABCDEFGHIJ0123456789" + "2C2O59" },
        { "a secret key of Stripe", "sk" + "_live_" + Letters[..24] },
        { "a Slack token", "xoxb" + "-123456789012-" + Letters[..24] },
        { "the address of a Slack webhook", "hooks.slack" + ".com/services/T01ABCDEFG/B01ABCDEFG/" + Letters[..24] },
        { "a SendGrid key", "SG" + "." + Letters[..22] + "." + Letters[..43] },
        { "a GitLab token", "glpat" + "-" + Letters[..20] },
        { "a Netlify token", "nfp" + "_" + Letters[..36] },
        { "a Shopify token", "shpat" + "_" + "0a1b2c3d4e5f60718293a4b5c6d7e8f9" },
        { "an OpenAI key", "sk" + "-" + Letters[..20] + "T3Blbk" + "FJ" + Letters[..20] },
        { "an Anthropic key", "sk-ant" + "-api03-" + Letters + Letters[..10] },
        { "the key of an Azure storage account", "AccountKey=" + (Letters + Letters)[..86] + "==" },
        { "the address of a database with its password", "postgres" + "://app:" + Letters[..12] + "@db.host.net:5432/app" },
        { "a private key", "-----BEGIN RSA " + "PRIVATE KEY-----\n" + Letters + "\n" + Letters },
        { "an AWS access key with its secret", "AKIA" + "ABCDEFGHIJKLMNOP\", secret: \"" + Letters[..40] },
        { "a service_role key, which passes every access rule of the database", Jwt("{\"role\":\"service_role\"}") },
    };

    [Theory]
    [MemberData(nameof(Certain))]
    public void A_secret_is_found_and_not_repeated(string what, string secret)
    {
        var finding = Assert.Single(new TestSite().File("app.js", $"a;\nconst k = \"{secret}\"").Find(Analysis));

        Assert.Equal("secret.in-public-file app.js:2:12", $"{finding.Kind.Code} {finding.Place}");
        Assert.StartsWith($"{what} ({secret[..4]}…, ", finding.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(secret[..8], finding.ToFinding().ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ghp" + "_abcdefghijABCDEFGHIJ01234567892C2O58")]
    [InlineData("ghp" + "_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")]
    [InlineData("sk" + "_live_xxxxxxxxxxxxxxxxxxxxxxxx")]
    [InlineData("sk" + "_live_your_secret_key_goes_here_please")]
    [InlineData("pk_live_q7Zt2LmX9cVb4Ns8Kd1Rw6Hy")]
    [InlineData("task-list-of-all-things-that-are-to-be-done-some-day-or-other")]
    [InlineData("postgres://user:password@db.host.net/app")]
    [InlineData("postgres://app:q7Zt2LmX9c@localhost:5432/app")]
    [InlineData("postgres://app:${PASSWORD}@db.host.net/app")]
    [InlineData("mysql://db.host.net/a:b@c")]
    [InlineData("-----BEGIN " + "PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----")]
    [InlineData("-----BEGIN PUBLIC KEY-----\nq7Zt2LmX9cVb4Ns8Kd1Rw6Hy3Gf5Jp0TuEaQiOxSzDvCnBhMkWlPyRgFjAeUoI9x2c4v6b8n1m3q5w7e9rq7Zt2LmX9cVb4Ns8Kd1Rw6Hy3")]
    [InlineData("AKIA" + "IOSFODNN7EXAMPLE wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")]
    [InlineData("https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX")]
    [InlineData("eyJhbGciOiJIUzI1NiJ9")]
    [InlineData("sha512-q7Zt2LmX9cVb4Ns8Kd1Rw6Hy3Gf5Jp0TuEaQiOxSzDvCnBhMkWlPyRgFjAeUoI9x2c4v6b8n1m3q5w7e9r==")]
    public void An_example_is_no_secret(string text) => Assert.Empty(new TestSite().File("docs.html", text).Codes(Analysis));

    [Fact]
    public void A_token_for_visitors_is_no_secret() =>
        Assert.Empty(new TestSite().File("app.js", Jwt("{\"role\":\"anon\"}")).Codes(Analysis));

    [Fact]
    public void A_key_that_may_be_public_is_noted() =>
        Assert.Equal(
            ["secret.key-in-public-file a.js:1:1", "secret.key-in-public-file b.js:1:1"],
            new TestSite().File("a.js", "AIza" + Letters[..35]).File("b.js", "AKIA" + "ABCDEFGHIJKLMNOP").Codes(Analysis));

    [Theory]
    [InlineData(".env", "A=1\n", "site.private-file-published .env")]
    [InlineData(".env.production", "# x\nA='b'", "site.private-file-published .env.production")]
    [InlineData(".env.example", "A=1", "")]
    [InlineData(".env", "# nothing\nA=\n", "")]
    [InlineData(".npmrc", "//registry.example.org/:_authToken=abc", "site.private-file-published .npmrc")]
    [InlineData(".npmrc", "//registry.example.org/:_authToken=${NPM_TOKEN}\nengine-strict=true", "")]
    [InlineData("cert.pem", "-----BEGIN CERTIFICATE-----", "")]
    [InlineData("server.key", "-----BEGIN PRIVATE KEY-----", "site.private-file-published server.key")]
    [InlineData("slides.key", "PK\0\0", "")]
    [InlineData("dump.sql", "insert into users values (1)", "site.private-file-published dump.sql")]
    [InlineData("schema.sql", "create table a (b int)", "")]
    [InlineData(".htpasswd", "a:b", "site.private-file-published .htpasswd")]
    [InlineData(".DS_Store", "\0", "site.stray-file-published .DS_Store")]
    [InlineData("index.html~", "x", "site.stray-file-published index.html~")]
    [InlineData("app.js.map", "{}", "site.source-map-published app.js.map")]
    public void A_file_for_nobody_else_is_found(string path, string text, string found) =>
        Assert.Equal(found, string.Join(' ', new TestSite().File(path, text).Codes(Analysis)));

    [Fact]
    public void Source_maps_are_one_note() =>
        Assert.Equal("'a.js.map' shows the sources to everybody, and 2 more like it", Assert
            .Single(new TestSite().File("a.js.map", "").File("b.js.map", "").File("c.css.map", "").Find(Analysis)).Message);

    [Fact]
    public void A_file_that_is_not_served_is_nobodys_matter()
    {
        var site = new TestSite().File(".env", "A=1");
        var foresight = site.Foresee() with { Responder = new TestResponder(Sites.Folder.PublishedFiles.None, [], []) };

        Assert.Empty(Analysis.Analyse(foresight, site.Folder, CancellationToken.None));
    }

    [Fact]
    public void Binary_files_are_not_read() =>
        Assert.Empty(new TestSite().File("a.png", "sk" + "_live_" + Letters[..24]).File("b", "\0sk" + "_live_" + Letters[..24])
            .Codes(Analysis));

    private static string Jwt(string claims) =>
        $"{Encode("{\"alg\":\"HS256\"}")}.{Encode(claims)}.{Letters[..43]}";

    private static string Encode(string text) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
