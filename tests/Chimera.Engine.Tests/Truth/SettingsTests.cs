using System.Collections.Immutable;
using Chimera.Engine.Execution;
using Chimera.Engine.Truth;
using Chimera.Engine.Truth.Documents;
using Chimera.Engine.Truth.Settings;
using Chimera.Engine.Validation;

namespace Chimera.Engine.Tests.Truth;

public sealed class SettingsTests
{
    private static readonly Dictionary<string, string> Nothing = [];

    // What a realm brings with it.
    private static readonly Setting<int> Parallel = new("link.parallel", Scalars.Count(1, 10_000), 8, "how many at the same time");
    private static readonly Setting<long> Memory = new("link.memory", Scalars.Bytes, 4L << 30, "how much");
    private static readonly ImmutableArray<RealmSection> Realms = [new("test", Scalars.Boolean, "a realm", () => [new("link", "links", [Parallel, Memory])])];
    private static readonly SettingsCatalog Catalog = new(Realms);

    [Fact]
    public void The_variables_that_were_promised_are_there()
    {
        string[] promised =
        [
            "CHIMERA_ENABLED", "CHIMERA_SIM_TIMEOUT", "CHIMERA_HEAL_MAX_ATTEMPTS", "CHIMERA_STATE_DIR", "CHIMERA_FILE",
            "CHIMERA_LINK_MEMORY", "CHIMERA_ROLLOUT_MAX_PARALLEL",
        ];
        Assert.Empty(promised.Except(Catalog.All.Select(setting => setting.EnvironmentName)));
    }

    [Fact]
    public void Every_setting_has_its_own_name_and_a_default_that_it_reads_itself()
    {
        Assert.Equal(Catalog.All.Length, Catalog.All.Select(setting => setting.EnvironmentName).Distinct().Count());
        foreach (var setting in Catalog.All)
        {
            var findings = new Findings();
            var read = setting.Read(setting.Default.Text, Place.Of("test"), new(findings), new SettingOrigin.Default());
            Assert.Equal(setting.Default.Value, read?.Value);
        }
    }

    [Fact]
    public void Flag_goes_before_environment_before_file_before_default()
    {
        var (settings, errors) = Resolve(
            [new SettingFlag("--canary", "rollout.canary", "7")],
            new() { ["CHIMERA_ROLLOUT_CANARY"] = "6", ["CHIMERA_ROLLOUT_MAX_FAILURES"] = "5" },
            "version: 1\nrollout: {canary: 2, max_failures: 3, stagger: 4s}\nsettings: {link: {parallel: 9}}\n");

        Assert.Empty(errors);
        Assert.Equal((7, 5, 9), (settings.Get(RolloutSettings.Canary), settings.Get(RolloutSettings.MaxFailures), settings.Get(Parallel)));
        Assert.Equal(RolloutPolicy.Default with { Canary = 7, MaxFailures = 5, Stagger = TimeSpan.FromSeconds(4) }, RolloutSettings.PolicyOf(settings));
        Assert.Equal(
            ["flag --canary", "environment CHIMERA_ROLLOUT_MAX_FAILURES", "file f.yaml:2:48", "default"],
            new Setting[] { RolloutSettings.Canary, RolloutSettings.MaxFailures, RolloutSettings.Stagger, RolloutSettings.AutoRevert }
                .Select(setting => settings.OriginOf(setting).ToString()));
    }

    [Fact]
    public void A_wrong_value_names_where_it_came_from()
    {
        var (_, errors) = Resolve(
            [new SettingFlag("--link-parallel", "link.parallel", "0"), new SettingFlag("--set", "linc.parallel", "1")],
            new() { ["CHIMERA_SIM_TIMEOUT"] = "30", ["CHIMERA_ENABLED"] = "yes" },
            "version: 1\nsettings: {heal: {max_attempts: -1}}\n");

        Assert.Equal(
            [
                "environment CHIMERA_ENABLED truth.bad-value CHIMERA_ENABLED: 'yes' is not true or false; write true",
                "environment CHIMERA_SIM_TIMEOUT truth.bad-value CHIMERA_SIM_TIMEOUT: '30' is not a duration such as 250ms, 10s, 5m or 1h30m; add a unit: 30s, 30m or 30ms",
                "f.yaml:2:33 truth.bad-value settings.heal.max_attempts: '-1' is not a whole number from 0 to 100; write a whole number from 0 to 100",
                "flag --link-parallel truth.bad-value --link-parallel: '0' is not a whole number from 1 to 10000; write a whole number from 1 to 10000",
                "flag --set settings.unknown-key 'linc.parallel' is not a setting; did you mean 'link.parallel'?",
            ],
            errors);
    }

    [Fact]
    public void An_unknown_variable_of_ours_is_a_warning_and_an_empty_one_is_not_set()
    {
        var findings = new Findings();
        var settings = ResolvedSettings.Resolve(
            Catalog, [], new Dictionary<string, string> { ["CHIMERA_SIM_TIMEOT"] = "1s", ["CHIMERA_ENABLED"] = "", ["OTHER"] = "x" }, [], findings);

        Assert.True(settings.Get(EngineSettings.Enabled));
        Assert.Equal("default", settings.OriginOf(EngineSettings.Enabled).ToString());
        Assert.Equal(
            ["environment CHIMERA_SIM_TIMEOT settings.unknown-variable CHIMERA_SIM_TIMEOT is not a setting and has no effect; did you mean 'CHIMERA_SIM_TIMEOUT'?"],
            Yaml.Lines(findings));
        Assert.False(findings.HasErrors);
    }

    [Fact]
    public void A_file_cannot_say_where_it_is_itself() => Assert.Contains(
        "settings.file is not a known key", Assert.Single(Resolve([], Nothing, "version: 1\nsettings: {file: x}\n").Errors), StringComparison.Ordinal);

    [Fact]
    public void Values_are_listed_as_they_would_be_written()
    {
        var values = ResolvedSettings.Resolve(Catalog, [], Nothing, [], []).Values.ToDictionary(value => value.Setting.Key, value => value.Text);

        Assert.Equal(("true", "4GiB", "10m", "8"), (values["enabled"], values["link.memory"], values["rollout.progress_deadline"], values["link.parallel"]));
    }

    private static (ResolvedSettings Settings, string[] Errors) Resolve(ImmutableArray<SettingFlag> flags, Dictionary<string, string> environment, string yaml)
    {
        var findings = new Findings();
        var file = TruthFile.Read(Yaml.Node(yaml, findings), Realms, findings)!;
        var settings = ResolvedSettings.Resolve(Catalog, flags, environment, file.Settings, findings);
        return (settings, Yaml.Lines(findings));
    }
}
