using Chimera.Cli.Composition;
using Chimera.Documents;
using Chimera.Engine.Truth;
using Chimera.Engine.Truth.Settings;
using Chimera.Engine.Validation;
using Chimera.Fleet.Declaration;
using Chimera.Sites.Declaration;
using Chimera.Tests.Common.Fuzzing;

namespace Chimera.Cli.Tests;

/// <summary>A truth file with the sections of all realms, settings from the environment and from flags: a truth, or findings inside its text.</summary>
public sealed class TruthFuzzTests
{
    private const string Truth = """
        version: 1
        settings: {ssh: {connect_timeout: 5s}}
        rollout: {canary: 1, max_parallel: 10, healthy_deadline: 2m}
        fleet:
          hosts:
            web1: {address: 10.0.0.1, tags: [web, eu]}
            web2: {address: 10.0.0.2, user: deploy, sudo: true}
          systems:
            web:
              path: /nix/store/ss71jcbyb32d5lpfribpsis2w7glzkhl-lib-1.2
              on: web or web2
              health:
                - command: "true"
                - http: http://localhost/
        sites:
          docs:
            path: .
            platforms: [netlify, github-pages]
            tags: [public]
        """;

    [Fact]
    public void A_truth_file_of_all_realms_becomes_a_truth_or_findings_inside_its_text() => Fuzzer.Run(
        FuzzTarget.Bytes("truth-of-all-realms", [Truth], bytes =>
        {
            var findings = new Findings();
            var file = YamlReader.Read(bytes, "chimera.yaml", findings) is { } root ? TruthFile.Read(root, [.. RealmCatalog.Sections], findings) : null;
            var truth = file is null ? null : Declare(file, [], [], findings);
            var places = new PlaceInText(bytes);
            return truth is null && !findings.HasErrors ? "neither a truth nor an error"
                : findings.ByPlace().Select(finding => finding.Place is { } place ? places.Wrong(place) : null).FirstOrDefault(wrong => wrong is not null);
        }).With("sites:\n", "fleet:\n", "platforms: ", "netlify", "render", "host", "path: ", "depends_on: [docs]", "  ", "null", "[]", "{}", "1h30m", "-1", "&a ", "<<: ", "docs:\n", "branch: ", "\n"),
        1500);

    [Fact]
    public void Settings_from_the_environment_and_from_flags_hold_or_are_findings() => Fuzzer.Run(
        FuzzTarget.Text("settings", [.. new SettingsCatalog(RealmCatalog.Sections).All.Select(setting => $"{setting.Key}=10s"), "rollout.canary=3", "ssh.connect_timeout=1h", "=", "a=b"], text =>
        {
            var findings = new Findings();
            var pairs = text.Split('\n').Select(line => line.Split('=', 2)).Select(pair => (Key: pair[0], Value: pair.Length > 1 ? pair[1] : "")).ToList();
            var environment = pairs.Select(pair => ($"CHIMERA_{pair.Key.Replace('.', '_').ToUpperInvariant()}", pair.Value)).DistinctBy(pair => pair.Item1).ToDictionary(pair => pair.Item1, pair => pair.Value);
            var settings = ResolvedSettings.Resolve(
                new SettingsCatalog(RealmCatalog.Sections), pairs.Select(pair => new SettingFlag("--set", pair.Key, pair.Value)), environment, [], findings);
            return settings is null || findings.Any(finding => finding.Message.Any(char.IsControl)) ? "a message of several lines" : null;
        }).With("rollout.", "ssh.", "=", "10s", "1GiB", "true", "-1", "all", "../..", "\n"),
        2000);

    private static DeclaredTruth? Declare(TruthFile file, Dictionary<string, string> environment, IEnumerable<SettingFlag> flags, Findings findings)
    {
        var settings = ResolvedSettings.Resolve(new SettingsCatalog(RealmCatalog.Sections), flags, environment, file.Settings, findings);
        IDeclare[] realms = [new FleetDeclaration(new YamlReader(), new NoFlakes(), settings), new SitesDeclaration(new AnyHost())];
        return TruthReader.ReadAsync(file, Path.GetTempPath(), settings, realms, findings, CancellationToken.None).GetAwaiter().GetResult();
    }

    private sealed class NoFlakes : IFlakeReader
    {
        public Task<FlakeReading> ReadAsync(string flake, string attribute, string apply, CancellationToken cancel) =>
            Task.FromResult<FlakeReading>(new FlakeReading.Failed(Finding.Error("nix.eval-failed", "there are no flakes here")));
    }
}
