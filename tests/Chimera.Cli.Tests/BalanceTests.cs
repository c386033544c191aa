using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Chimera.Sites.Tests.Publishing;

namespace Chimera.Cli.Tests;

/// <summary>A site's visitors among its platforms, as a person and as a script sees it.</summary>
public sealed class BalanceTests : IDisposable
{
    private readonly Sandbox _sandbox = new();
    private readonly RawServer _one;
    private readonly RawServer _two;
    private volatile int _status = 200;

    public BalanceTests()
    {
        _one = new RawServer(_ => Answer(200));
        _two = new RawServer(_ => Answer(_status));
        _sandbox.Write("site/index.html", "<p>hello");
        Declare("{netlify: 70, render: 30}");
    }

    public void Dispose()
    {
        _one.Dispose();
        _two.Dispose();
        _sandbox.Dispose();
    }

    [Fact]
    public async Task What_is_declared_is_in_force_while_all_answer()
    {
        var run = await RunAsync(0, "balance", "docs");

        Assert.Matches(@"\Abackend  declared  in force  health\nnetlify    70.0 %    70.0 %  full: answers in \d+ ms\nrender     30.0 %    30.0 %  full: answers in \d+ ms\n\z", run.Raw);
    }

    [Fact]
    public async Task Who_does_not_serve_gets_nothing_and_the_exit_says_so()
    {
        _status = 503;

        var text = await RunAsync(9, "balance", "docs");
        var json = JsonNode.Parse((await RunAsync(9, "balance", "docs", "-o", "json")).Raw)!;

        Assert.Contains("netlify    70.0 %   100.0 %  full", text.Raw, StringComparison.Ordinal);
        Assert.Contains("render     30.0 %     0.0 %  ejected: it answers 503", text.Raw, StringComparison.Ordinal);
        Assert.Equal((30d, 0d, "ejected"), (
            json["backends"]![1]!["declared_percent"]!.GetValue<double>(), json["backends"]![1]!["in_force_percent"]!.GetValue<double>(),
            json["backends"]![1]!["standing"]!.GetValue<string>()));
        Assert.False(json["as_declared"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_watch_writes_a_line_for_each_shift_and_the_record_has_it()
    {
        await RunAsync(0, "key", "new");
        using var process = Binary.Start(_sandbox, "balance", "docs", "--watch");
        var error = process.StandardError.ReadToEndAsync();

        Assert.Contains("  netlify 70.0 %, render 30.0 %", await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        _status = 500;
        Assert.Contains(
            "  netlify 100.0 %, render 0.0 %; render: it answers 500", await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        _status = 200;
        Assert.Contains("  netlify 85.0 %, render 15.0 %", await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Contains("  netlify 70.0 %, render 30.0 %", await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using (var kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await error);
        var record = (await RunAsync(0, "ledger", "show")).Raw;
        Assert.Equal(3, record.Split('\n').Count(line => line.Contains("site.balance.shifted", StringComparison.Ordinal)));
        Assert.Contains("docs: netlify 85.0 %, render 15.0 %", record, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_configuration_of_a_balancer_is_written_with_what_health_allows()
    {
        var nginx = await RunAsync(0, "balance", "docs", "--show", "nginx");
        Assert.Contains("70.00% 0; * 1;", nginx.Raw, StringComparison.Ordinal);
        Assert.Contains("listen 127.0.0.1:8099;\n    server_name www.example;", nginx.Raw, StringComparison.Ordinal);

        _status = 500;
        Assert.DoesNotContain("%", (await RunAsync(0, "balance", "docs", "--show", "nginx")).Raw, StringComparison.Ordinal);

        var caddy = (await RunAsync(0, "balance", "docs", "--show", "caddy")).Raw;
        Assert.StartsWith("http://www.example:8099 {\n    bind `127.0.0.1`\n    route {", caddy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "Required argument 'SITE' missing", "balance")]
    [InlineData(2, "--show writes one configuration; it goes without --watch and --apply", "balance", "docs", "--watch", "--show", "nginx")]
    [InlineData(2, "--for goes with --watch or --apply", "balance", "docs", "--for", "2s")]
    [InlineData(2, "--show writes one configuration; it goes without --watch and --apply", "balance", "docs", "--apply", "--show", "nginx")]
    [InlineData(5, "[balance.nowhere]", "balance", "docs", "--apply")]
    [InlineData(2, "[site.unknown]", "balance", "dosc")]
    [InlineData(2, "[site.not-balanced]", "balance", "plain")]
    [InlineData(2, "apache", "balance", "docs", "--show", "apache")]
    public async Task What_cannot_be_balanced_is_a_usage_error(int exit, string why, params string[] arguments) =>
        Assert.Contains(why, (await RunAsync(exit, arguments)).Error, StringComparison.Ordinal);

    [Fact]
    public async Task What_is_declared_wrong_is_told_with_its_place()
    {
        Declare("{netlify: 0, render: 0}");

        Assert.Contains("chimera.yaml:9:16: the balancer of 'docs' gives no backend any weight", (await RunAsync(3, "balance", "docs")).Error, StringComparison.Ordinal);
    }

    private static Task<RawAnswer?> Answer(int status) => Task.FromResult<RawAnswer?>(new RawAnswer(status, Encoding.ASCII.GetBytes("x"), []));

    private void Declare(string weights) => _sandbox.Write(
        "chimera.yaml",
        $$"""
        version: 1
        sites:
          docs:
            path: site
            platforms: [netlify, render]
            netlify: {site: docs, address: "http://127.0.0.1:{{_one.Port}}"}
            render: {service: srv-a, address: "http://127.0.0.1:{{_two.Port}}"}
            balance:
              weights: {{weights}}
              listen: 127.0.0.1:8099
              server_name: www.example
              floor: 50
              step: 50
              check: {every: 1s, unhealthy_after: 2}
          plain: {path: site, platforms: netlify}
        """);

    private async Task<Run> RunAsync(int exitCode, params string[] arguments)
    {
        var run = await Binary.RunAsync(_sandbox, arguments);
        Assert.True(run.ExitCode == exitCode, run.ToString());
        return run;
    }
}
