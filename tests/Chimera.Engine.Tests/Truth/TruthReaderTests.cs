using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Record;
using Chimera.Engine.Truth;
using Chimera.Engine.Truth.Documents;
using Chimera.Engine.Truth.Settings;
using Chimera.Engine.Validation;

namespace Chimera.Engine.Tests.Truth;

public sealed class TruthReaderTests
{
    private static readonly RealmSection[] Realms =
        [new("garden", Scalars.Boolean, "what grows", () => []), new("zoo", Scalars.Boolean, "what walks", () => [])];

    [Fact]
    public async Task Every_realm_reads_its_own_section_and_the_digest_covers_every_target()
    {
        var (truth, findings) = await Read("version: 1\nrollout: {canary: 3}\nzoo: [emu]\ngarden: [oak, ash]\n");

        Assert.Empty(findings);
        Assert.Equal(["garden/ash", "garden/oak", "zoo/emu"], truth!.Targets.Select(target => target.Id.ToString()));
        Assert.All(truth.Targets, target => Assert.Equal(3, target.Rollout.Canary));
        Assert.Equal(CanonicalJson.DigestOf(new JsonArray([.. truth.Targets.Select(target => PlanDocument.Write(target))])), truth.Digest);
    }

    [Fact]
    public async Task The_digest_forgets_the_order_and_remembers_the_content()
    {
        var (one, _) = await Read("version: 1\ngarden: [oak, ash]\n");
        var (two, _) = await Read("garden: [ash, oak]   # moved\nversion: 1\n");
        var (three, _) = await Read("version: 1\nrollout: {stagger: 1s}\ngarden: [oak, ash]\n");

        Assert.Equal(one!.Digest, two!.Digest);
        Assert.NotEqual(one.Digest, three!.Digest);
    }

    [Theory]
    [InlineData("zoo: [emu]\n", "f.yaml:1:1 truth.missing-key version is missing: the version of this format: 1; add 'version: …'")]
    [InlineData("version: 2\nzoo: [emu]\n", "f.yaml:1:10 truth.bad-value version: '2' is not 1; write 1")]
    [InlineData("version: 1\nzo: [emu]\nzoo: []\n", "f.yaml:2:1 truth.unknown-key zo is not a known key; did you mean 'zoo'?")]
    [InlineData("version: 1\nsea: [eel]\nzoo: []\n", "f.yaml:2:1 truth.unknown-key sea is not a known key; remove it; known here: version, rollout, settings, garden, zoo")]
    public async Task A_wrong_file_gives_no_truth(string yaml, string expected)
    {
        var (truth, findings) = await Read(yaml);

        Assert.Null(truth);
        Assert.Equal([expected], Yaml.Lines(findings.Where(finding => finding.Severity == Severity.Error)));
    }

    [Fact]
    public async Task Errors_of_the_file_hide_no_errors_of_a_realm()
    {
        var (_, findings) = await Read("version: 2\nrollout: {canary: x}\nzoo: bad\n");

        Assert.Equal(3, findings.Count);
    }

    [Fact]
    public async Task Deadlines_that_nothing_can_meet_are_refused()
    {
        var (_, findings) = await Read("version: 1\nrollout: {min_healthy_time: 5m, healthy_deadline: 5m, progress_deadline: 1m}\nzoo: [emu]\n");

        Assert.Equal(["truth.deadline-too-short", "truth.deadline-too-short"], findings.Select(finding => finding.Code));
    }

    [Fact]
    public async Task A_file_that_declares_nothing_is_a_warning()
    {
        var (truth, findings) = await Read("version: 1\n");

        Assert.Empty(truth!.Targets);
        Assert.Equal("truth.nothing-declared", Assert.Single(findings).Code);
    }

    private static async Task<(DeclaredTruth? Truth, Findings Findings)> Read(string yaml)
    {
        var findings = new Findings();
        var file = TruthFile.Read(Yaml.Node(yaml, findings), Realms, findings)!;
        var settings = ResolvedSettings.Resolve(new SettingsCatalog(Realms), [], new Dictionary<string, string>(), file.Settings, findings);
        var truth = await TruthReader.ReadAsync(
            file, "/", settings, [.. Realms.Select(realm => new Names(realm.Name))], findings, CancellationToken.None);
        return (truth, findings);
    }

    /// <summary>A realm whose section is a list of names.</summary>
    private sealed class Names(string realm) : IDeclare
    {
        public string Name => realm;

        public Task<ImmutableArray<DeclaredTarget>> DeclareAsync(
            Node section, string folder, RolloutPolicy defaults, Findings findings, CancellationToken cancel)
        {
            _ = Shapes.List(Scalars.Line).TryRead(section, new Reading(findings, realm), out var names);
            return Task.FromResult<ImmutableArray<DeclaredTarget>>(
                [.. names.Select(name => new DeclaredTarget(new TargetId(realm, name), realm, [], [], defaults, new JsonObject { ["is"] = name }))]);
        }
    }
}
