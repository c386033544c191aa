using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Chimera.Cli.Tests;

/// <summary>The controller is killed or stopped at a chosen moment; the next one finishes from what the hosts are.</summary>
[Collection(LabCollection.Name)]
public sealed class CrashTests(CliLab lab) : IDisposable
{
    private readonly Sandbox _sandbox = new();

    [Fact]
    public async Task A_controller_killed_at_any_moment_is_finished_by_the_next()
    {
        await lab.RenewAsync();
        var version = 1;
        foreach (var moment in new[] { "rollout.started", "step.prepared", "step.applying", "step.applied", "step.healthy", "step.committing", "step.committed" })
        {
            lab.Declare(_sandbox, $"web.v{version}", $"db.v{version}");
            using (var killed = Binary.Start(_sandbox, "deploy", "--yes", "-o", "json", "--release-quarantine"))
            {
                await SeeAsync(killed, moment);
                killed.Kill();
                await killed.WaitForExitAsync();
            }

            var resumed = await Binary.RunAsync(_sandbox, "deploy", "--resume");

            Assert.True(resumed.ExitCode == 0, $"after a kill at {moment}:\n{resumed}");
            Assert.All((await CliLab.LiveAsync(_sandbox)).Values, live => Assert.EndsWith($"-{version}", live, StringComparison.Ordinal));
            version = 3 - version;
        }

        Assert.Equal(0, (await Binary.RunAsync(_sandbox, "ledger", "verify")).ExitCode);
    }

    [Fact]
    public async Task A_controller_killed_while_a_broken_generation_is_taken_back_is_finished_by_the_next()
    {
        await lab.RenewAsync();
        lab.Declare(_sandbox, "web.v1", "db.v1");
        Assert.Equal(0, (await Binary.RunAsync(_sandbox, "deploy", "--yes")).ExitCode);
        lab.Declare(_sandbox, "web.v3", "db.v1");
        WithDeadline(_sandbox, "1s");
        foreach (var moment in new[] { "step.failed", "step.reverting" })
        {
            using (var killed = Binary.Start(_sandbox, "deploy", "--yes", "-o", "json", "--release-quarantine"))
            {
                await SeeAsync(killed, moment);
                killed.Kill();
                await killed.WaitForExitAsync();
            }

            var resumed = await Binary.RunAsync(_sandbox, "deploy", "--resume");

            Assert.True(resumed.ExitCode == 6, $"after a kill at {moment}:\n{resumed}");
            Assert.Equal(["web-1", "db-1", "web-1", "db-1"], (await CliLab.LiveAsync(_sandbox)).Values);
        }

        Assert.Equal(0, (await Binary.RunAsync(_sandbox, "ledger", "verify")).ExitCode);
    }

    [Fact]
    public async Task Of_two_controllers_the_second_is_refused_and_told_who_has_the_host()
    {
        await lab.RenewAsync();
        using Sandbox elsewhere = new();
        foreach (var sandbox in new[] { _sandbox, elsewhere })
        {
            lab.Declare(sandbox, "web.v1", "db.v1");
            WithDeadline(sandbox, "4m");
        }

        using var first = Binary.Start(_sandbox, "deploy", "--yes", "-o", "json");
        var applied = await SeeAsync(first, "step.applied");
        Signal("-STOP", first.Id);
        var host = applied["data"]!["target"]!.GetValue<string>();

        var besideIt = await Binary.RunAsync(_sandbox, "deploy", "--yes");
        var fromElsewhere = await Binary.RunAsync(elsewhere, "deploy", "--yes", "--on", host["fleet/".Length..]);
        Signal("-CONT", first.Id);
        var rest = first.StandardOutput.ReadToEndAsync();
        await first.WaitForExitAsync();

        Assert.Equal(5, besideIt.ExitCode);
        Assert.Contains($"process {first.Id}", besideIt.Error, StringComparison.Ordinal);
        Assert.True(fromElsewhere.ExitCode == 7, fromElsewhere.ToString());
        var rollout = applied["stream"]!.GetValue<string>()["rollout/".Length..];
        Assert.Contains($"{host} is held by rollout {rollout} of ", fromElsewhere.ToString(), StringComparison.Ordinal);
        Assert.True(first.ExitCode == 0, await rest);
        Assert.All((await CliLab.LiveAsync(_sandbox)).Values, live => Assert.EndsWith("-1", live, StringComparison.Ordinal));
        Assert.Equal(0, (await Binary.RunAsync(elsewhere, "deploy", "--yes")).ExitCode);
    }

    [Fact]
    public async Task An_interrupt_finishes_what_is_under_way_and_starts_nothing_more()
    {
        await lab.RenewAsync();
        lab.Declare(_sandbox, "web.v1", "db.v1");
        using var stopped = Binary.Start(_sandbox, "deploy", "--yes", "-o", "json");
        await SeeAsync(stopped, "step.applying");
        Interrupt(stopped);
        await stopped.WaitForExitAsync();
        var said = await stopped.StandardError.ReadToEndAsync();
        Assert.Equal(8, stopped.ExitCode);
        Assert.Contains("stopping: targets under way are finished", said, StringComparison.Ordinal);
        Assert.DoesNotContain("recovering", said, StringComparison.Ordinal);
        Assert.Contains((await CliLab.LiveAsync(_sandbox)).Values, live => live == "new");
        Assert.Contains("is unfinished", (await Binary.RunAsync(_sandbox, "status")).Error, StringComparison.Ordinal);

        var next = await Binary.RunAsync(_sandbox, "deploy", "--yes");

        Assert.True(next.ExitCode == 0, next.ToString());
        Assert.All((await CliLab.LiveAsync(_sandbox)).Values, live => Assert.EndsWith("-1", live, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Panic_ends_the_deploy_that_runs_and_takes_it_back()
    {
        await lab.RenewAsync();
        lab.Declare(_sandbox, "web.v1", "db.v1");
        Assert.Equal(0, (await Binary.RunAsync(_sandbox, "deploy", "--yes")).ExitCode);
        lab.Declare(_sandbox, "web.v2", "db.v2");
        using var running = Binary.Start(_sandbox, "deploy", "--yes", "-o", "json");
        await SeeAsync(running, "step.committed");

        var second = await Binary.RunAsync(_sandbox, "deploy", "--yes");
        var panic = await Binary.RunAsync(_sandbox, "panic", "--yes");
        await running.WaitForExitAsync();

        Assert.Equal(5, second.ExitCode);
        Assert.Contains("[store.held]", second.Error, StringComparison.Ordinal);
        Assert.True(panic.ExitCode == 0, panic.ToString());
        Assert.All((await CliLab.LiveAsync(_sandbox)).Values, live => Assert.EndsWith("-1", live, StringComparison.Ordinal));
        Assert.Contains("no rollout is unfinished", (await Binary.RunAsync(_sandbox, "deploy", "--resume")).Error, StringComparison.Ordinal);
    }

    public void Dispose() => _sandbox.Dispose();

    private static void WithDeadline(Sandbox sandbox, string deadline) => sandbox.Write(
        "chimera.yaml", sandbox.Read("chimera.yaml").Replace("healthy_deadline: 15s", $"healthy_deadline: {deadline}", StringComparison.Ordinal));

    /// <summary>Reads the stream of events until one of this type has come.</summary>
    private static async Task<JsonNode> SeeAsync(Process process, string type)
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (JsonNode.Parse(line) is { } seen && seen["type"]!.GetValue<string>() == type)
            {
                return seen;
            }
        }

        throw new InvalidOperationException($"the deploy ended before {type}: {await process.StandardError.ReadToEndAsync()}");
    }

    /// <summary>Ctrl-C as a terminal sends it: to the program and everything it started.</summary>
    private static void Interrupt(Process process) => Signal("-INT", [.. Descendants(process.Id), process.Id]);

    private static void Signal(string signal, params int[] processes)
    {
        using var kill = Process.Start("kill", [signal, .. processes.Select(id => id.ToString())]);
        kill.WaitForExit();
    }

    private static IEnumerable<int> Descendants(int parent)
    {
        using var ask = Process.Start(new ProcessStartInfo("ps", ["-o", "pid=", "--ppid", parent.ToString()]) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var children = ask.StandardOutput.ReadToEnd().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(int.Parse).ToList();
        return children.Concat(children.SelectMany(Descendants));
    }
}
