using System.Text.Json.Nodes;

namespace Chimera.Cli.Tests;

/// <summary>
/// A release that a real web server answers wrongly is taken back as soon as that is certain. Whoever waited for the deadline instead would be killed long before it: a run of these
/// tests has less time than any deadline in them.
/// </summary>
[Collection(LabCollection.Name)]
public sealed class SiteWrongReleaseTests(CliLab lab) : IDisposable
{
    private const int Port = 18109;
    private const string Forever = ", min_healthy_time: 8s, healthy_deadline: 30m, progress_deadline: 40m";

    private readonly Sandbox _sandbox = new();
    private readonly HttpClient _visitor = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });

    private static string[] Hosts => ["lab1", "lab2"];

    [Fact]
    public async Task What_a_persons_own_configuration_makes_of_a_release_is_taken_back_without_the_deadline()
    {
        await BeginAsync("nginx", "");
        // A person's own line, for all that this nginx serves: nothing before has such a comment in it.
        await WebServers.OnAsync(lab.Folder, "lab1", $"sed -i \"s|access_log off;|access_log off; sub_filter '<!--ads-->' '<script src=/ads.js></script>';|\" {WebServers.Configuration}");
        _sandbox.Write("site/index.html", "<p>two<!--ads-->");

        var failed = await Binary.RunAsync(_sandbox, "deploy", "--certify", "--yes");

        Assert.True(failed.ExitCode == 7, failed.ToString());
        await AssertTakenBackAsync("GET /index.html does not send the bytes of /index.html");
    }

    [Theory]
    [InlineData("nginx")]
    [InlineData("caddy")]
    public async Task What_somebody_edits_on_the_host_during_the_trial_is_taken_back_without_the_deadline(string server)
    {
        await BeginAsync(server, Forever);
        _sandbox.Write("site/index.html", "<p>two");

        using FollowedRun deploying = new(_sandbox, "deploy", "--certify", "--yes", "-o", "json");
        await deploying.UntilAsync("\"step.applied\"");
        await WebServers.OnAsync(lab.Folder, "lab1", "page=$(grep -l '<p>two' /var/lib/chimera/folders/*/releases/*/www/index.html) && rm \"$page\" && echo defaced >\"$page\"");

        Assert.True(await deploying.EndAsync() == 7, deploying.Said);
        await AssertTakenBackAsync("GET /index.html does not send the bytes of /index.html");
    }

    public void Dispose()
    {
        _visitor.Dispose();
        _sandbox.Dispose();
    }

    private async Task BeginAsync(string server, string policy)
    {
        Prerequisites.Need(server);
        await lab.RenewAsync();
        await WebServers.SetUpAsync(server, lab.Folder, Hosts);
        _sandbox.Write("site/index.html", "<p>one");
        _sandbox.Write("site/_headers", "/*\n  X-Frame-Options: DENY\n");
        _sandbox.Write("chimera.yaml", $$"""
            version: 1
            rollout: { max_failures: 0{{policy}} }
            fleet:
              hosts_file: {{lab.Folder}}/hosts.yaml
              defaults: { ssh_config: {{lab.Folder}}/ssh_config, user: root }
            sites:
              docs:
                path: site
                platforms: [host]
                rollout: { canary: 1 }
                host: { on: [lab1, lab2], listen: "{host}:{{Port}}", server: {{server}}, {{server}}: {{(server == "caddy" ? WebServers.Caddyfile : WebServers.Configuration)}} }
            """);
        var key = await Binary.RunAsync(_sandbox, "key", "new");
        Assert.True(key.ExitCode == 0, key.ToString());
        // The first release is not what is tried here, so nobody waits for it.
        _sandbox.Environment["CHIMERA_ROLLOUT_MIN_HEALTHY_TIME"] = "100ms";
        var first = await Binary.RunAsync(_sandbox, "deploy", "--certify", "--yes");
        Assert.True(first.ExitCode == 0, first.ToString());
        _sandbox.Environment.Remove("CHIMERA_ROLLOUT_MIN_HEALTHY_TIME");
    }

    /// <summary>Visitors have the old release; the other host never had the new one; the record says why, and once.</summary>
    private async Task AssertTakenBackAsync(string why)
    {
        foreach (var host in Hosts)
        {
            Assert.Equal("<p>one", await _visitor.GetStringAsync(new Uri($"http://{lab.AddressOf(host)}:{Port}/")));
        }

        var told = (await Binary.RunAsync(_sandbox, "ledger", "show", "-o", "json")).Raw.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToList();
        var failed = Assert.Single(told, one => one["type"]!.GetValue<string>() == "step.failed").ToJsonString();
        Assert.Contains(why, failed, StringComparison.Ordinal);
        Assert.Contains("asked again it answered the same", failed, StringComparison.Ordinal);
        Assert.Contains("live.differs", failed, StringComparison.Ordinal);
        Assert.Single(told, one => one["type"]!.GetValue<string>() == "step.reverted");
        Assert.Single(told, one => one["type"]!.GetValue<string>() == "step.not-reached");
        Assert.Contains("intact:", (await Binary.RunAsync(_sandbox, "ledger", "verify")).Output, StringComparison.Ordinal);
    }
}
