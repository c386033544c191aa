using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Chimera.Tests.Common;

namespace Chimera.Cli.Tests;

/// <summary>
/// The program deploys a site to a real host with real nginx, and something goes wrong at a chosen event. Visitors get the old release or the new one, byte for byte, and the
/// ledger says which; the page about it is written from this.
/// </summary>
[Collection(LabCollection.Name)]
public sealed class SiteHostFaultTests(CliLab lab) : IDisposable
{
    private const string Host = "lab1";
    private const int Port = 18097;

    private static readonly string[] Forth = ["rollout.started", "step.prepared", "step.applying", "step.applied", "step.healthy", "step.committing", "step.committed"];

    // The name of a trouble that comes alone.
    private static readonly string? Only = Environment.GetEnvironmentVariable("CHIMERA_FAULT_TROUBLE");

    private readonly Sandbox _sandbox = new();
    private readonly HttpClient _visitor = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
    private readonly HostFaultTable _table = new();
    private int _release;

    [Fact]
    public async Task Whatever_goes_wrong_on_a_host_visitors_get_the_old_release_or_the_new_and_the_ledger_says_which()
    {
        await BeginAsync();
        foreach (var at in Forth)
        {
            await StrikeAsync(HostTrouble.Killed, at);
        }

        foreach (var at in new[] { "step.failed", "step.reverting" })
        {
            await StrikeAsync(HostTrouble.Killed, at, mustFail: true);
        }

        foreach (var trouble in HostTrouble.All)
        {
            foreach (var at in trouble.At)
            {
                await StrikeAsync(trouble, at, mustFail: at == "step.reverting");
            }
        }

        Assert.StartsWith("intact:", (await RunAsync("ledger", "verify")).Output, StringComparison.Ordinal);
        if (Only is null)
        {
            WrittenPage.Holds("site-faults.md", "## Plain hosts", _table.Write());
        }
    }

    public void Dispose()
    {
        _visitor.Dispose();
        _sandbox.Dispose();
    }

    private async Task StrikeAsync(HostTrouble trouble, string at, bool mustFail = false)
    {
        if (Only is not null && Only != trouble.Name)
        {
            return;
        }

        var (old, wanted) = (_release, _release + 1);
        Write(wanted);
        Declare(mustFail);
        await WebServers.OnAsync(lab.Folder, Host, trouble.Before);
        Run ended;
        using (var deploying = Binary.Start(_sandbox, "deploy", "--certify", "--yes", "-o", "json"))
        {
            TaskCompletionSource noticed = new(TaskCreationOptions.RunContinuationsAsynchronously);
            var complaints = ListenAsync(deploying.StandardError, noticed);
            await SeeAsync(deploying, at, complaints);
            if (trouble == HostTrouble.Killed)
            {
                deploying.Kill();
            }
            else
            {
                Signal("-STOP", deploying.Id);
                await trouble.Comes(lab, Host);
                Signal("-CONT", deploying.Id);
                if (trouble.EndsWhenNoticed)
                {
                    await Task.WhenAny(noticed.Task, complaints);
                    await trouble.Goes(lab, Host);
                }
            }

            var rest = await deploying.StandardOutput.ReadToEndAsync();
            await deploying.WaitForExitAsync();
            ended = new Run($"deploy, {trouble.Name} at {at}", deploying.ExitCode, rest, await complaints, rest);
        }

        if (!trouble.EndsWhenNoticed)
        {
            await trouble.Goes(lab, Host);
        }

        Declare(mustFail: false);
        var resumed = await Binary.RunAsync(_sandbox, "deploy", "--resume");
        var where = $"{trouble.Name} at {at}:\n{ended}\n{resumed}";
        var isLost = ended.Raw.Contains("\"outcome\":\"lost\"", StringComparison.Ordinal);
        await AssertLedgerAsync(where);
        var shown = await ShownAsync(old, wanted, where);
        Assert.True(!mustFail || shown == old, where);
        _table.Add(trouble.Name, at, isLost ? "lost" : shown == old ? "old" : "new");
        _release = wanted;
        if (isLost || shown == old)
        {
            // What failed is in quarantine, perhaps; what comes next is not.
            Write(++_release);
            var next = await Binary.RunAsync(_sandbox, "deploy", "--certify", "--yes");
            Assert.True(next.ExitCode == 0, $"{where}\nthen {next}");
            await AssertLedgerAsync(where);
            Assert.Equal(_release, await ShownAsync(old, _release, where));
        }

        await WebServers.OnAsync(lab.Folder, Host, trouble.After);
    }

    /// <summary>Which release nginx serves: all of it.</summary>
    private async Task<int> ShownAsync(int old, int wanted, string where)
    {
        Dictionary<string, byte[]> shown = [];
        foreach (var name in Files(0).Keys)
        {
            using var answer = await _visitor.GetAsync(new Uri($"http://{lab.AddressOf(Host)}:{Port}/{name}"));
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{where}\n{name}: {answer.StatusCode}");
            shown[name] = await answer.Content.ReadAsByteArrayAsync();
        }

        var whole = new[] { old, wanted }.Where(release => Files(release).All(file => shown[file.Key].AsSpan().SequenceEqual(Encoding.UTF8.GetBytes(file.Value)))).ToList();
        Assert.True(whole.Count == 1, $"{where}\nvisitors get no whole release: {Encoding.UTF8.GetString(shown["index.html"])}");
        return whole[0];
    }

    /// <summary>The release that the host names is the one that the ledger names last; nginx may take a moment to take it in.</summary>
    private async Task AssertLedgerAsync(string where)
    {
        var world = (await RunAsync("ledger", "show", "--type", "world.recorded", "--most", "1", "-o", "json")).Raw;
        var recorded = JsonNode.Parse(world)!["data"]!["targets"]!.AsArray().Select(target => target!["generation"]!.GetValue<string>()).Single();
        var named = await NamedAsync();
        for (var look = 0; look < 400 && named != recorded; look++)
        {
            await Task.Delay(25, TestContext.Current.CancellationToken);
            named = await NamedAsync();
        }

        Assert.True(named == recorded, $"{where}\nthe host shows {named}, the ledger says {recorded}");
    }

    private async Task<string> NamedAsync() => (await _visitor.GetStringAsync(new Uri($"http://{lab.AddressOf(Host)}:{Port}/.well-known/chimera-release"))).Trim();

    /// <summary>Reads what a person is told, and tells when the program looks again at a host that it lost.</summary>
    private static async Task<string> ListenAsync(StreamReader told, TaskCompletionSource noticed)
    {
        StringBuilder said = new();
        while (await told.ReadLineAsync() is { } line)
        {
            said.AppendLine(line);
            if (line.Contains(" recovering", StringComparison.Ordinal))
            {
                noticed.TrySetResult();
            }
        }

        return said.ToString();
    }

    private async Task BeginAsync()
    {
        Prerequisites.Need("nginx");
        await lab.RenewAsync();
        await WebServers.SetUpAsync("nginx", lab.Folder, Host);
        Write(_release = 1);
        Declare(mustFail: false);
        await RunAsync("key", "new");
        await RunAsync("deploy", "--certify", "--yes");
    }

    private void Write(int release)
    {
        foreach (var (name, text) in Files(release))
        {
            _sandbox.Write($"site/{name}", text);
        }
    }

    private static Dictionary<string, string> Files(int release) => new(StringComparer.Ordinal)
    {
        ["index.html"] = $"release {release}", ["page.html"] = $"a page of release {release}", ["data.txt"] = Data(release),
    };

    // Does not pack well, so that its way can be cut.
    private static string Data(int release) => string.Concat(Enumerable.Range(0, 4000)
        .Select(line => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{release} {line}"))) + "\n"));

    private void Declare(bool mustFail) =>
        lab.DeclareSite(_sandbox, $"min_healthy_time: 100ms, healthy_deadline: {(mustFail ? "1s" : "20s")}", $$"""
            host: { on: [{{Host}}], listen: "{host}:{{Port}}", {{(mustFail ? "address: \"http://{host}:1\", " : "")}}nginx: {{WebServers.Configuration}} }
            """);

    private async Task<Run> RunAsync(params string[] arguments)
    {
        var run = await Binary.RunAsync(_sandbox, arguments);
        Assert.True(run.ExitCode == 0, run.ToString());
        return run;
    }

    private static async Task SeeAsync(Process process, string type, Task<string> complaints)
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (JsonNode.Parse(line) is { } seen && seen["type"]?.GetValue<string>() == type)
            {
                return;
            }
        }

        Assert.Fail($"the deploy ended before {type}: {await complaints}");
    }

    private static void Signal(string signal, int process)
    {
        using var kill = Process.Start("kill", [signal, process.ToString()]);
        kill.WaitForExit();
    }
}
