using System.Text;
using System.Text.Json.Nodes;
using Chimera.Engine.Truth;
using Chimera.Fleet.Declaration;
using Chimera.Fleet.Nix;
using Chimera.Fleet.Tests.Declaration;
using Chimera.Tests.Common.Fuzzing;

namespace Chimera.Fleet.Tests.Fuzzing;

/// <summary>Whatever is in a truth file or in a flake, it ends as a truth or as findings.</summary>
public sealed class TruthFuzzTests
{
    private const string DeployRs = """
        {"sshUser": "top", "user": "root", "sshOpts": ["-p", "1", "-oPort=7"], "fastConnection": true, "activationTimeout": 100, "nodes": {
        "one": {"hostname": "one.example.org", "profilesOrder": ["system", "app"], "profiles": {"system": {"hasPath": true, "sshOpts": ["-p2222"]}, "app": {"hasPath": true}}},
        "two": {"hostname": "10.0.0.2", "profiles": {"system": {"hasPath": true, "confirmTimeout": 40, "profilePath": "/nix/var/nix/profiles/x"}}}}}
        """;

    private static readonly string Example = File.ReadAllText(Snapshot.PathOf(ReferenceTests.Example));

    private static readonly string[] Words =
    [
        "fleet:\n", "hosts:\n", "systems:\n", "  ", "all", "web1", "{host}", "depends_on: ", "health:\n", "- command: ", "- http: ", "- unit: ", "tags: ", "address: ", "null", "~", "true", "1h30m", "-1", "[]", "{}", "'", "\"", "&a ", "*a", "<<: ", "|\n",
        "deploy_rs: ", "rollout:\n", "canary: ", "on: not web", "../../x", "-oProxyCommand=x", "\n",
    ];

    [Fact]
    public void A_truth_file_becomes_a_truth_or_findings_inside_its_text() => Fuzzer.Run(
        FuzzTarget.Bytes("truth", [Example, "version: 1\nfleet:\n  hosts:\n    a: {address: 10.0.0.1}\n  systems:\n    s: {path: /nix/store/" + new string('a', 32) + "-x, on: all}\n"], Judge).With(Words),
        2500);

    [Fact]
    public void What_a_flake_says_of_its_hosts_becomes_targets_or_findings() => Fuzzer.Run(
        FuzzTarget.Text("deploy-rs", [DeployRs], text =>
        {
            if (NixJson.Read("flake", text) is not NixAnswer<JsonNode?>.Done { Value: var json })
            {
                return null;
            }

            var fleet = Tests.Declaration.Fleet.OfSection("deploy_rs: .", new Evaluated(json)).GetAwaiter().GetResult();
            return fleet.Truth is null && fleet.Lines.Length == 0 ? "neither a truth nor a finding" : null;
        }).With("null", "true", "1.5", "\"\"", "\"-o\"", "\"-oPort=\"", "\"-p\",", "\"profilesOrder\": [\"app\", \"system\"],", "\"a.b\"", "{}", "[]", "\"nodes\":", "\"hostname\": \"-x\","),
        2500);

    [Fact]
    public void A_host_spec_is_the_one_that_was_written_or_refused() => Fuzzer.Run(
        FuzzTarget.Text("host-spec", Specs, text =>
        {
            if (NixJson.Read("spec", text) is not NixAnswer<JsonNode?>.Done { Value: JsonObject document })
            {
                return null;
            }

            try
            {
                var spec = HostSpecDocument.Write(HostSpecDocument.Read(document));
                return JsonNode.DeepEquals(HostSpecDocument.Write(HostSpecDocument.Read(spec)), spec) ? null : "it does not read back";
            }
            catch (FormatException)
            {
                return null;
            }
        }).With("null", "{}", "[]", "\"strict\"", "\"host\"", "true", "\"flake\":\"x\",", "\"command\":\"x\",", "\"timeoutMs\":"),
        4000);

    private static IEnumerable<string> Specs => Tests.Declaration.Fleet.Of(Example).GetAwaiter().GetResult().Truth!.Targets.Select(target => target.Spec.ToJsonString());

    private static string? Judge(byte[] yaml)
    {
        var fleet = Tests.Declaration.Fleet.Of(yaml).GetAwaiter().GetResult();
        var places = new PlaceInText(yaml);
        return fleet.Truth is null && fleet.Lines.Length == 0 ? "neither a truth nor a finding"
            : fleet.Lines.Select(line => line.Split(' ')[0].Split(':') is [_, var at, var column] ? places.Wrong(new Place("", int.Parse(at), int.Parse(column))) : null).FirstOrDefault(wrong => wrong is not null);
    }

    private sealed class Evaluated(JsonNode? json) : IFlakeReader
    {
        public Task<FlakeReading> ReadAsync(string flake, string attribute, string apply, CancellationToken cancel) => Task.FromResult<FlakeReading>(new FlakeReading.Read(json));
    }
}
