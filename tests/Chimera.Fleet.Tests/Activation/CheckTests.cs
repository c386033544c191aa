using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Chimera.Engine.Execution;
using Chimera.Fleet.Activation;
using Chimera.Fleet.Declaration;

namespace Chimera.Fleet.Tests.Activation;

public sealed class CheckTests : IDisposable
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    private readonly ControllerChecks _here = new(TimeProvider.System);

    /// <summary>With each way to ask a port or a URL that a host may have.</summary>
    public static TheoryData<string, string> Tools => new() { { "dash setsid", "bash curl" }, { "busybox setsid", "nc wget" } };

    public void Dispose() => _here.Dispose();

    [Theory, MemberData(nameof(Tools))]
    public async Task Checks_that_hold_are_healthy(string kind, string tools)
    {
        await using var stage = await OnTrialAsync(kind, tools);
        using AnsweringServer server = new("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");

        var health = await VerifyAsync(
            stage,
            new HealthCheck.Command("[ \"$(cat version)\" = one ]".Replace("version", stage.Host.In("version"), StringComparison.Ordinal), Long),
            new HealthCheck.Tcp(server.Port, ProbeOrigin.Host, Long),
            new HealthCheck.Tcp(server.Port, ProbeOrigin.Controller, Long),
            new HealthCheck.Http(server.Url, 204, ProbeOrigin.Host, Long),
            new HealthCheck.Http(server.Url, 204, ProbeOrigin.Controller, Long));

        Assert.IsType<Health.Healthy>(health);
    }

    [Theory, MemberData(nameof(Tools))]
    public async Task Checks_that_do_not_hold_say_why(string kind, string tools)
    {
        await using var stage = await OnTrialAsync(kind, tools);
        using AnsweringServer server = new("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        var closed = ClosedPort();

        await AssertFailsAsync(stage, "health.command-failed", "exited 3: first | second", new HealthCheck.Command("echo first; echo second >&2; exit 3", Long));
        foreach (var from in Enum.GetValues<ProbeOrigin>())
        {
            await AssertFailsAsync(stage, "health.tcp-refused", $"{closed}", new HealthCheck.Tcp(closed, from, Long));
            await AssertFailsAsync(stage, "health.http-status", "answers 302, not 200", new HealthCheck.Http(server.Url, 200, from, Long));
            await AssertFailsAsync(stage, "health.http-failed", "does not answer", new HealthCheck.Http($"http://127.0.0.1:{closed}/", 200, from, Long));
        }
    }

    [Theory, MemberData(nameof(Tools))]
    public async Task A_check_that_hangs_is_ended_at_its_limit_with_everything_it_started(string kind, string tools)
    {
        await using var stage = await OnTrialAsync(kind, tools);
        var before = stage.Host.Tasks.Count;
        using AnsweringServer silent = new("");

        await AssertFailsAsync(stage, "health.timeout", "took longer than 1 s: began", new HealthCheck.Command("echo began; sleep 5000 & sleep 5000", Short));
        foreach (var from in Enum.GetValues<ProbeOrigin>())
        {
            await AssertFailsAsync(stage, "health.timeout", "took longer than 1 s", new HealthCheck.Http(silent.Url, 200, from, Short));
        }

        await Eventually.Async(() => stage.Host.Tasks.Count == before);
    }

    [Fact]
    public async Task A_host_without_the_tool_for_a_check_says_so()
    {
        await using var stage = await OnTrialAsync("dash setsid", "");

        await AssertFailsAsync(stage, "health.no-tool", "neither nc nor bash", new HealthCheck.Tcp(1, ProbeOrigin.Host, Long));
        await AssertFailsAsync(stage, "health.no-tool", "neither curl nor wget", new HealthCheck.Http("http://x/", 200, ProbeOrigin.Host, Long));
        await AssertFailsAsync(stage, "health.no-systemd", "unit sshd.service", new HealthCheck.Unit("sshd.service", Long));
    }

    [Fact]
    public async Task What_a_check_is_given_stays_data()
    {
        await using var stage = await OnTrialAsync("dash setsid", "curl");
        var hostile = $"http://127.0.0.1:1/$(touch {stage.Host.In("owned")})`touch {stage.Host.In("owned")}`'\"; touch {stage.Host.In("owned")}";

        Assert.IsType<Health.Unhealthy>(await VerifyAsync(stage, new HealthCheck.Http(hostile, 200, ProbeOrigin.Host, Long)));
        Assert.IsType<Health.Unhealthy>(await VerifyAsync(stage, new HealthCheck.Http("-K/etc/passwd", 200, ProbeOrigin.Host, Long)));

        Assert.False(File.Exists(stage.Host.In("owned")));
    }

    [Fact]
    public async Task A_trial_that_was_taken_back_is_gone()
    {
        await using Stage stage = new("dash setsid");
        var order = Stage.Order("r1", null, stage.Toplevel("one"));
        Stage.AssertDone(await stage.TryAsync(order));
        await stage.KillSupervisorAsync();

        var gone = Assert.IsType<Health.Gone>(await VerifyAsync(stage, new HealthCheck.Command("true", Long)));

        Assert.Equal("activation.interrupted", gone.Why.Code);
    }

    private static async Task<Stage> OnTrialAsync(string kind, string tools)
    {
        // Of busybox, the tools are its own.
        Stage stage = new(kind, kind.StartsWith("busybox", StringComparison.Ordinal) ? [] : tools.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Stage.AssertDone(await stage.TryAsync(Stage.Order("r1", null, stage.Toplevel("one"))));
        return stage;
    }

    private async Task AssertFailsAsync(Stage stage, string code, string says, HealthCheck check)
    {
        var unhealthy = Assert.IsType<Health.Unhealthy>(await VerifyAsync(stage, check));
        Assert.Equal(code, unhealthy.Why.Code);
        Assert.Contains(says, unhealthy.Why.Message, StringComparison.Ordinal);
    }

    private Task<Health> VerifyAsync(Stage stage, params ImmutableArray<HealthCheck> checks) =>
        new HostProbe(stage.Host, stage.Host.Profile, "127.0.0.1", _here, ActivationLimits.Default)
            .VerifyAsync(new RolloutId("r1"), checks, CancellationToken.None);

    private static int ClosedPort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
