using Chimera.Cli.Terminal;
using Chimera.Engine.Validation.Simulation;

namespace Chimera.Cli.Tests;

/// <summary>What a person gets who mistypes.</summary>
public sealed class UsageTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    [Fact]
    public async Task A_mistyped_verb_is_a_usage_error_on_stderr() => Snapshot.Holds(await Binary.RunAsync(_sandbox, "pln"));

    [Fact]
    public async Task A_mistyped_option_is_a_usage_error_on_stderr() => Snapshot.Holds(await Binary.RunAsync(_sandbox, "deploy", "--yess"));

    [Fact]
    public async Task No_verb_at_all_is_a_usage_error() => Snapshot.Holds(await Binary.RunAsync(_sandbox));

    [Fact]
    public async Task A_response_file_is_an_argument_like_any_other()
    {
        _sandbox.Write("args", "--version");

        var run = await Binary.RunAsync(_sandbox, "@args");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("@args", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Contradictory_options_are_refused() =>
        Snapshot.Holds(await Binary.RunAsync(_sandbox, "deploy", "--plan", "sha256:1", "--resume"));

    [Theory]
    [InlineData("'jsno' is not known here; did you mean 'json'?", "status", "-o", "jsno")]
    [InlineData("'1' is not known here; write text or json", "status", "-o", "1")]
    [InlineData("'note' is not known here; write warning, error or broken", "simulate", "--fail-on", "note")]
    [InlineData("'broken' is not known here; write warning or error", "certify", "--fail-on", "broken")]
    public async Task A_word_that_an_option_does_not_know_is_a_usage_error(string why, params string[] arguments)
    {
        var run = await Binary.RunAsync(_sandbox, arguments);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(why, run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'powr' is no kind of fault; did you mean 'power'?", "--seed", "1", "--faults", "slow,powr")]
    [InlineData("'all' and 'none' stand alone", "--seed", "1", "--faults", "none,slow")]
    [InlineData("--count is from 1 on", "--seed", "1", "--count", "0")]
    [InlineData("add --plan for your own", "--count", "3")]
    [InlineData("which knows no site", "--seed", "1", "--platform", "netlify")]
    public async Task What_a_simulated_rollout_cannot_be_asked_is_said(string why, params string[] arguments)
    {
        var run = await Binary.RunAsync(_sandbox, ["simulate", .. arguments]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(why, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_kind_of_fault_can_be_named_and_is_explained()
    {
        var plays = await Binary.RunAsync(_sandbox, "simulate", "--seed", "1", "--count", "30", "--faults", "slow", "-o", "json");

        Assert.Equal(0, plays.ExitCode);
        Assert.Contains("\"faults\":[\"slow\"]", plays.Raw, StringComparison.Ordinal);
        Assert.DoesNotContain("\"lost\"", plays.Raw, StringComparison.Ordinal);
        Assert.Equal(FaultKinds.All.Order(), FaultText.Names.Select(FaultText.Named));
        Assert.All(FaultKinds.All, kind => Assert.NotEmpty(FaultText.Of(kind)));
    }

    [Fact]
    public async Task A_wrong_setting_names_its_origin()
    {
        _sandbox.Environment["CHIMERA_ROLLOUT_CANARY"] = "many";
        _sandbox.Environment["CHIMERA_ROLOUT_CANARY"] = "1";

        Snapshot.Holds(await Binary.RunAsync(_sandbox, "config", "show", "--set", "ssh.paralel=3"));
    }

    [Fact]
    public async Task Every_setting_says_who_set_it()
    {
        _sandbox.Environment["CHIMERA_ROLLOUT_STAGGER"] = "3s";
        _sandbox.Write("chimera.yaml", "version: 1\nrollout: { canary: 2 }\nsettings:\n  ssh: { parallel: 4 }\n");

        Snapshot.Holds(await Binary.RunAsync(_sandbox, "config", "show", "--origin", "--set", "rollout.max_parallel=3"));
    }

    [Fact]
    public async Task The_version_is_one_line()
    {
        var run = await Binary.RunAsync(_sandbox, "--version");

        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"\A\d+\.\d+\.\d+\n\z", run.Output);
    }

    public void Dispose() => _sandbox.Dispose();
}
