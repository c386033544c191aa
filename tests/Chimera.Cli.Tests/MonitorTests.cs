using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Chimera.Engine.Record;
using Chimera.Sites;
using Chimera.Sites.Folder;
using Chimera.Sites.Platforms;
using Chimera.Sites.Tests.Publishing;
using Chimera.Sites.Tests.Watching;

namespace Chimera.Cli.Tests;

/// <summary>Watching a live site, as a person and as a script does it.</summary>
public sealed class MonitorTests : IDisposable
{
    private readonly Sandbox _sandbox = new();
    private readonly RespondingServer _server;

    public MonitorTests()
    {
        _sandbox.Environment["HOME"] = Path.Combine(_sandbox.Folder, "home");
        _sandbox.Environment["XDG_STATE_HOME"] = Path.Combine(_sandbox.Folder, "state");
        _sandbox.Write("site/index.html", "<p>hello");
        _sandbox.Write("site/about.html", "<p>about");
        _sandbox.Write("site/404.html", "<p>nothing here");
        _sandbox.Write("site/_redirects", "/old /about 301\n");
        SiteSimulator simulator = new(SiteKnowledge.Platforms, SiteKnowledge.Analyses, TimeSpan.FromMinutes(1), TimeProvider.System);
        _server = new RespondingServer(simulator.Foresee(
            Platform.Netlify, SiteFolder.OnDisk(Path.Combine(_sandbox.Folder, "site")), DeployContext.Production, CancellationToken.None));
    }

    [Fact]
    public async Task A_site_that_answers_as_foreseen_is_right_and_nothing_is_written()
    {
        var run = await MonitorAsync(0, "--once");

        Assert.Matches(@"\A\S+Z  right    (\d+) of \1 as foreseen, p50 \d+ ms, p95 \d+ ms\n\z", run.Raw);
        Assert.Contains("1 looks, right in the end; no forecast: 0 of 20 looks that it takes", run.Error, StringComparison.Ordinal);
        Assert.False(_sandbox.Has("state"));
    }

    [Fact]
    public async Task A_site_that_drifted_fails_after_two_looks_and_each_is_a_json_line()
    {
        Spoil("<p>ABOUT");

        var run = await MonitorAsync(9, "--once", "-o", "json");

        var looks = Lines(run.Raw);
        Assert.Equal(["suspect", "failing"], looks.Select(look => look["state"]!.GetValue<string>()));
        Assert.Empty(looks[0]["began"]!.AsArray());
        var began = looks[1]["began"]!.AsArray().Select(concern => concern!["code"]!.GetValue<string>()).Distinct();
        Assert.Equal(["drift.content"], began);
        Assert.Equal("unknown", looks[1]["cause"]!["kind"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("/about.html", "Set-Cookie", "id=secret", "sets the cookie id, which was not foreseen")]
    [InlineData("/index.html", "Refresh", "0;url=https://evil.example/", "adds refresh: 0;url=https://evil.example/, which was not foreseen")]
    public async Task A_header_that_nobody_foresaw_and_a_browser_acts_on_is_drift(string path, string name, string value, string told)
    {
        Add(path, name, value);

        var watched = await MonitorAsync(9, "--once");
        var verified = await RunAsync(9, "verify", "--path", "site", "--platform", "netlify", "--url", _server.Address.ToString());

        Assert.Contains($"GET {path}: a header is another: it {told}; ", watched.Error, StringComparison.Ordinal);
        Assert.Contains("[drift.header]", watched.Error, StringComparison.Ordinal);
        Assert.Contains($"GET {path} {told}; ", verified.Error, StringComparison.Ordinal);
        Assert.Contains("[live.differs]", verified.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", watched + verified.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_platform_itself_adds_is_as_foreseen()
    {
        Add("/index.html", "Strict-Transport-Security", "max-age=31536000");

        await MonitorAsync(0, "--once");
        await RunAsync(0, "verify", "--path", "site", "--platform", "netlify", "--url", _server.Address.ToString());
    }

    [Fact]
    public async Task A_forecast_stands_beside_how_the_earlier_ones_fared()
    {
        await RunAsync(0, "key", "new");
        await Recorded.TellAsync(Path.Combine(_sandbox.Folder, "state/chimera"), new DomainEvent("watch", EventTypes.WatchEnded, new JsonObject
        {
            ["watch"] = "earlier", ["site"] = "site", ["platform"] = "netlify", ["url"] = _server.Address.ToString(),
            ["tally"] = new JsonObject
            {
                ["right_then_right"] = 30, ["right_then_failed"] = 0, ["failed_then_right"] = 0, ["failed_then_failed"] = 0,
                ["forecasts"] = 10, ["squared_error"] = 100_000, ["base_squared_error"] = 200_000,
            },
        }));

        // (0 + ½) / (30 + 1)
        var run = await MonitorAsync(0, "--once");
        Assert.Matches(
            @"next fails with 1\.6 % \(90 %: \d+\.\d to \d+\.\d; 10 forecasts so far, Brier score 0\.0100 against 0\.0200 of the base rate\)\n\z", run.Raw);
        var forecast = Lines((await MonitorAsync(0, "--once", "-o", "json")).Raw)[0]["forecast"]!;
        Assert.Equal(0.5 / 31, forecast["next_fails"]!.GetValue<double>(), 9);
        Assert.Equal((10, 0.01, 0.02), (forecast["forecasts"]!.GetValue<int>(), forecast["brier"]!.GetValue<double>(), forecast["brier_of_base_rate"]!.GetValue<double>()));
    }

    [Fact]
    public async Task A_script_can_wait_for_the_first_failure()
    {
        using var process = Binary.Start(_sandbox, Arguments("--on-drift", "exit"));
        var error = process.StandardError.ReadToEndAsync();
        Assert.Contains("  right  ", await process.StandardOutput.ReadLineAsync(), StringComparison.Ordinal);

        Spoil("<p>ABOUT");
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(9, process.ExitCode);
        Assert.Contains("error: GET /about", await error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctrl_c_ends_it_gracefully_and_the_record_has_what_changed()
    {
        await RunAsync(0, "key", "new");
        Spoil("<p>ABOUT");
        using var process = Binary.Start(_sandbox, Arguments());
        var error = process.StandardError.ReadToEndAsync();
        await UntilAsync(process, "  failing  ");
        Spoil("<p>about");
        await UntilAsync(process, "  right  ");

        await InterruptAsync(process);
        Assert.Equal(0, process.ExitCode);
        Assert.Contains("right again: GET /about", await error, StringComparison.Ordinal);
        var record = (await RunAsync(0, "ledger", "show", "--state-dir", "state/chimera", "-o", "json")).Raw;
        var events = Lines(record).Where(told => told["type"]!.GetValue<string>().StartsWith("site.", StringComparison.Ordinal)).ToList();
        Assert.Equal(["site.watch.started", "site.drift.found", "site.drift.ended", "site.watch.ended"], events.Select(told => told["type"]!.GetValue<string>()));
        Assert.Equal("drift.content", events[1]["data"]!["concerns"]![0]!["code"]!.GetValue<string>());
        Assert.Equal("right", events[3]["data"]!["state"]!.GetValue<string>());
        Assert.Contains("site.drift.found", (await RunAsync(0, "ledger", "show", "--state-dir", "state/chimera")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signal_that_comes_twice_at_once_as_timeout_sends_it_is_one()
    {
        using var process = Binary.Start(_sandbox, Arguments());
        var error = process.StandardError.ReadToEndAsync();
        await UntilAsync(process, "  right  ");

        await SignalAsync(process, "-TERM", times: 2);

        Assert.True(process.ExitCode == 0, await error);
        Assert.Contains("right in the end", await error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_what_was_certified_is_not_watched_at_all()
    {
        await RunAsync(0, "key", "new");
        var certified = await RunAsync(0, "certify", "--path", "site", "--platform", "netlify", "-o", "json");
        var file = JsonNode.Parse(certified.Raw)!["certificate"]!.GetValue<string>();
        await MonitorAsync(0, "--once", "--certificate", file);
        var asked = 0;
        _server.Spoil = (_, body) =>
        {
            Interlocked.Increment(ref asked);
            return body;
        };
        _sandbox.Write("site/about.html", "<p>abouT");

        var run = await MonitorAsync(14, "--once", "--certificate", file);

        Assert.Contains("file:/about.html was changed since it was certified [certificate.changed]", run.Error, StringComparison.Ordinal);
        Assert.Equal((0, ""), (asked, run.Output));
    }

    [Fact]
    public async Task A_certificate_that_is_taken_back_while_the_site_is_watched_is_told()
    {
        await RunAsync(0, "key", "new");
        var certified = await RunAsync(0, "certify", "--path", "site", "--platform", "netlify", "-o", "json");
        var file = JsonNode.Parse(certified.Raw)!["certificate"]!.GetValue<string>();
        using Watched watch = new(_sandbox, Arguments("--certificate", file));
        await watch.UntilAsync("  right  ");

        Run revoked;
        do
        {
            revoked = await Binary.RunAsync(_sandbox, "revoke", "--path", "site", "--platform", "netlify", "--certificate", file, "--why", "wrong branch");
        }
        while (revoked.Error.Contains("[store.held]", StringComparison.Ordinal));
        await watch.UntilAsync("  failing  ");

        var (code, error) = await watch.InterruptAsync();
        Assert.True(code == 9, error);
        Assert.Contains("it was taken back: wrong branch", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_that_were_certified_before_are_told_as_an_older_release()
    {
        await RunAsync(0, "key", "new");
        await RunAsync(0, "certify", "--path", "site", "--platform", "netlify");
        _sandbox.Write("site/about.html", "<p>the new one");
        Spoil("<p>about");

        var run = await MonitorAsync(9, "--once", "-o", "json");

        Assert.Equal("older-release", Lines(run.Raw)[^1]["cause"]!["kind"]!.GetValue<string>());
    }

    [Fact]
    public async Task While_somebody_else_holds_the_record_the_site_is_watched_and_it_is_told_later()
    {
        await RunAsync(0, "key", "new");
        using var held = new FileStream(LockFile(), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        using var process = Binary.Start(_sandbox, Arguments());
        var error = process.StandardError.ReadToEndAsync();
        await UntilAsync(process, "  right  ");
        Assert.DoesNotContain("site.watch", (await RunAsync(0, "ledger", "show", "--state-dir", "state/chimera")).Output, StringComparison.Ordinal);
        held.Dispose();

        await InterruptAsync(process);

        Assert.True(process.ExitCode == 0, await error);
        var record = (await RunAsync(0, "ledger", "show", "--state-dir", "state/chimera")).Output;
        Assert.Contains("site.watch.started", record, StringComparison.Ordinal);
        Assert.Contains("site.watch.ended", record, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_of_nobodys_is_told_and_no_request_is_sent()
    {
        using var root = TlsServer.Root();
        using TlsServer server = new(TlsServer.Issue(root, "localhost", DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(50)));

        var run = await RunAsync(9, "monitor", "--path", "site", "--platform", "netlify", "--url", server.Address.ToString(), "--every", "1s", "--once");

        Assert.Contains("[tls.untrusted]", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, server.Octets);
    }

    [Theory]
    [InlineData("nothing says where this folder is live", "--path", "site", "--once")]
    [InlineData("only declared sites can be healed; leave out --url", "--url", "https://x.example", "--on-drift", "heal")]
    [InlineData("--certificate is for a folder and goes with --url", "--certificate", "x")]
    [InlineData("'mend' is not known here; write report, exit, heal or heal-always", "--url", "https://x.example", "--on-drift", "mend")]
    [InlineData("'soon' is no duration; write a number and a unit", "--url", "https://x.example", "--every", "soon")]
    [InlineData("'10' is no duration; add a unit: 10s, 10m or 10ms", "--url", "https://x.example", "--for", "10")]
    [InlineData("--every is at least 1s, not '10ms'", "--url", "https://x.example", "--every", "10ms")]
    [InlineData("--once ends by itself; leave out --for", "--url", "https://x.example", "--once", "--for", "1m")]
    [InlineData("'netlfy' is no platform; did you mean 'netlify'?", "--url", "https://x.example", "--platform", "netlfy")]
    [InlineData("'ftp://x' is no address", "--url", "ftp://x")]
    [InlineData("an address must hold no name and no password", "--url", "https://me:secret@x.example")]
    public async Task What_cannot_be_watched_is_a_usage_error(string why, params string[] arguments)
    {
        var run = await RunAsync(2, ["monitor", .. arguments]);

        Assert.Contains(why, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_truth_file_and_an_address_nothing_is_watched() =>
        Assert.Contains("[truth.missing]", (await RunAsync(3, "monitor", "--once")).Error, StringComparison.Ordinal);

    [Fact]
    public async Task One_live_site_has_one_platform() => Assert.Contains(
        "[verify.which-platform]", (await RunAsync(2, "monitor", "--path", "site", "--platform", "all", "--url", "https://x.example", "--once")).Error, StringComparison.Ordinal);

    public void Dispose()
    {
        _server.Dispose();
        _sandbox.Dispose();
    }

    private static async Task UntilAsync(Process process, string text)
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.Contains(text, StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail($"it ended without '{text}'");
    }

    private static Task InterruptAsync(Process process) => SignalAsync(process, "-INT", times: 1);

    private static async Task SignalAsync(Process process, string signal, int times)
    {
        using (var kill = Process.Start("kill", [signal, .. Enumerable.Repeat($"{process.Id}", times)]))
        {
            await kill.WaitForExitAsync();
        }

        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
    }

    private static List<JsonNode> Lines(string text) => [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)];

    private string LockFile() => Path.Combine(_sandbox.Folder, "state/chimera/lock");

    private void Spoil(string about) => _server.Spoil = (context, body) =>
        context.Request.RawUrl!.StartsWith("/about", StringComparison.Ordinal) ? Encoding.UTF8.GetBytes(about) : body;

    private void Add(string path, string name, string value) => _server.Spoil = (context, body) =>
    {
        if (context.Request.RawUrl == path)
        {
            context.Response.AddHeader(name, value);
        }

        return body;
    };

    private string[] Arguments(params string[] more) =>
        ["monitor", "--path", "site", "--platform", "netlify", "--url", _server.Address.ToString(), "--every", "1s", .. more];

    private Task<Run> MonitorAsync(int exitCode, params string[] more) => RunAsync(exitCode, Arguments(more));

    private async Task<Run> RunAsync(int exitCode, params string[] arguments)
    {
        var run = await Binary.RunAsync(_sandbox, arguments);
        Assert.True(run.ExitCode == exitCode, run.ToString());
        return run;
    }
}
