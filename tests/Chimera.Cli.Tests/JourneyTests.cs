using System.Text.Json.Nodes;

namespace Chimera.Cli.Tests;

/// <summary>The whole way on real hosts: deploy, upgrade, a broken version, panic, rollback, and the record of it.</summary>
[Collection(LabCollection.Name)]
public sealed class JourneyTests(CliLab lab) : IDisposable
{
    private readonly Sandbox _sandbox = new();

    [Fact]
    public async Task A_fleet_is_deployed_upgraded_stopped_at_the_canary_and_taken_back()
    {
        await lab.RenewAsync();
        lab.Declare(_sandbox, "web.v1", "db.v1");

        var plan = await Run(0, "plan", "-o", "json");
        var digest = JsonNode.Parse(plan.Raw)!["digest"]!.GetValue<string>();
        await Run(9, "diff");
        await Run(0, "deploy", "--plan", digest, "--yes");
        Assert.Equal(["web-1", "db-1", "web-1", "db-1"], (await CliLab.LiveAsync(_sandbox)).Values);
        await Run(0, "diff");
        Assert.Contains("nothing to do", (await Run(0, "deploy", "--yes")).Error, StringComparison.Ordinal);

        lab.Declare(_sandbox, "web.v2", "db.v2");
        await Run(0, "deploy", "--yes");
        Assert.Equal(["web-2", "db-2", "web-2", "db-2"], (await CliLab.LiveAsync(_sandbox)).Values);

        lab.Declare(_sandbox, "web.v3", "db.v2");
        var broken = await Run(6, "deploy", "--yes");
        Assert.Equal(1, broken.Output.Split('\n').Count(line => line.Contains(": reverted: ", StringComparison.Ordinal)));
        Assert.Equal(["web-2", "db-2", "web-2", "db-2"], (await CliLab.LiveAsync(_sandbox)).Values);
        Assert.Contains("[plan.quarantined]", (await Run(5, "deploy", "--yes")).Error, StringComparison.Ordinal);

        await Run(0, "panic", "--yes");
        Assert.Equal(["web-1", "db-1", "web-1", "db-1"], (await CliLab.LiveAsync(_sandbox)).Values);
        lab.Declare(_sandbox, "web.v2", "db.v2");
        Assert.Contains("[plan.quarantined]", (await Run(5, "deploy", "--yes")).Error, StringComparison.Ordinal);

        await Run(0, "rollback", "--to", "2", "--on", "web", "--yes");
        Assert.Equal(["web-2", "db-1", "web-2", "db-1"], (await CliLab.LiveAsync(_sandbox)).Values);

        Assert.StartsWith("intact:", (await Run(0, "ledger", "verify")).Output, StringComparison.Ordinal);
        _sandbox.Write("proof", (await Run(0, "ledger", "prove", "3")).Raw);
        Assert.StartsWith("proved: entry 3", (await Run(0, "ledger", "check", "proof", "--key", ".chimera/keys/ledger.pub.pem")).Output, StringComparison.Ordinal);
        await Run(0, "doctor");
    }

    [Fact]
    public async Task A_plan_is_played_on_simulated_hosts_that_fail_and_nothing_is_changed()
    {
        await lab.RenewAsync();
        lab.Declare(_sandbox, "web.v1", "db.v1");
        var digest = JsonNode.Parse((await Run(0, "plan", "-o", "json")).Raw)!["digest"]!.GetValue<string>();

        var many = JsonNode.Parse((await Run(0, "simulate", "--plan", digest, "--count", "40", "-o", "json")).Raw)!;
        var calm = await Run(0, "simulate", "--plan", digest, "--faults", "none", "--count", "3");
        var story = await Run(0, "simulate", "--plan", digest, "--seed", "1", "--faults", "none");
        var now = JsonNode.Parse((await Run(0, "simulate", "--plan", "--count", "2", "-o", "json")).Raw)!;

        Assert.Equal(40, many["runs"]!.GetValue<int>());
        Assert.Equal(CliLab.Hosts, many["targets"]!.AsObject().Count);
        Assert.True(many["arrived"]!.GetValue<int>() < 40, "with faults of every kind some rollout must fail");
        Assert.Contains("3 of 3: every target arrived", calm.Output, StringComparison.Ordinal);
        Assert.Equal(CliLab.Hosts, story.Output.Split('\n').Count(line => line.Contains("step.committed", StringComparison.Ordinal)));
        Assert.Equal(digest, now["plan"]!.GetValue<string>());
        Assert.All((await CliLab.LiveAsync(_sandbox)).Values, live => Assert.Equal("new", live));
    }

    [Fact]
    public async Task Events_stream_as_json_lines_without_a_gap()
    {
        await lab.RenewAsync();
        lab.Declare(_sandbox, "web.v1", "db.v1");

        var run = await Run(0, "deploy", "--yes", "-o", "json");

        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToList();
        Assert.Equal("report", lines[^1]["type"]!.GetValue<string>());
        var rollout = lines.Where(line => line["stream"]?.GetValue<string>().StartsWith("rollout/", StringComparison.Ordinal) == true).ToList();
        Assert.Equal(Enumerable.Range(1, rollout.Count), rollout.Select(line => line["sequence"]!.GetValue<int>()));
        Assert.Equal(CliLab.Hosts, rollout.Count(line => line["type"]!.GetValue<string>() == "step.committed"));
    }

    [Fact]
    public async Task A_plan_whose_base_has_moved_is_refused()
    {
        await lab.RenewAsync();
        lab.Declare(_sandbox, "web.v1", "db.v1");
        var digest = JsonNode.Parse((await Run(0, "plan", "-o", "json")).Raw)!["digest"]!.GetValue<string>();
        lab.Declare(_sandbox, "web.v2", "db.v1");
        await Run(0, "deploy", "--yes");

        var stale = await Run(5, "deploy", "--plan", digest, "--yes");

        Assert.Contains("[plan.stale]", stale.Error, StringComparison.Ordinal);
        Assert.Equal(["web-2", "db-1", "web-2", "db-1"], (await CliLab.LiveAsync(_sandbox)).Values);
    }

    [Fact]
    public async Task Without_a_yes_nothing_is_changed()
    {
        await lab.RenewAsync();
        lab.Declare(_sandbox, "web.v1", "db.v1");

        var unasked = await Run(5, "deploy");

        Assert.Contains("[cli.not-confirmed]", unasked.Error, StringComparison.Ordinal);
        Assert.All((await CliLab.LiveAsync(_sandbox)).Values, live => Assert.Equal("new", live));
    }

    [Fact]
    public async Task Hosts_that_are_down_or_not_themselves_are_left_out_and_the_others_arrive()
    {
        await lab.RenewAsync();
        lab.Declare(_sandbox, "web.v1", "db.v1");
        await lab.BreakAsync("lab1", "power");
        await lab.BreakAsync("lab2", "key");

        var run = await Run(6, "deploy", "--yes");

        Assert.Contains("[ssh.connection-refused]", run.Error, StringComparison.Ordinal);
        Assert.Contains("[ssh.host-key-changed]", run.Error, StringComparison.Ordinal);
        var live = await CliLab.LiveAsync(_sandbox);
        Assert.Equal(["web-1", "db-1"], new[] { live["fleet/lab3"], live["fleet/lab4"] });
        await Run(7, "doctor");
    }

    public void Dispose() => _sandbox.Dispose();

    private async Task<Run> Run(int code, params string[] arguments)
    {
        var run = await Binary.RunAsync(_sandbox, arguments);
        Assert.True(run.ExitCode == code, $"exit {code} was expected of\n{run}");
        return run;
    }
}
