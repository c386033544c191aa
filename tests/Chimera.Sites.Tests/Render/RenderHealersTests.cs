using Chimera.Documents;
using Chimera.Engine.Validation;
using Chimera.Sites.Render.Blueprints;
using Chimera.Sites.Render.Findings;
using Chimera.Sites.Render.Healing;

namespace Chimera.Sites.Tests.Render;

public sealed class RenderHealersTests
{
    private const string Api =
        "services:\n  - type: web # the api\n    name: a\n    runtime: node\n    buildCommand: b\n    startCommand: s\n";
    private const string Site =
        "services:\n  - type: web\n    name: a # the site\n    runtime: static\n    buildCommand: b\n    staticPublishPath: dist\n";

    public static TheoryData<string, string> Pairs => new()
    {
        { Api.Replace("runtime", "env", StringComparison.Ordinal), Api },
        { Api + "    env: node\n    # last\n", Api + "    # last\n" },
        { Api + "    env: node # twice\n", Api + "    # twice\n" },
        { "services:\n- {type: redis, name: a, ipAllowList: []}\n", "services:\n- {type: keyvalue, name: a, ipAllowList: []}\n" },
        { Api + "    autoDeploy: true # yes\n", Api + "    autoDeployTrigger: commit # yes\n" },
        { Api + "    autoDeploy: false", Api + "    autoDeployTrigger: \"off\"" },
        { Api + "    autoDeploy: true\n    autoDeployTrigger: commit\n", Api + "    autoDeployTrigger: commit\n" },
        { "# top\npreviewsEnabled: true # on\n" + Api, "# top\npreviews:\n  generation: automatic # on\n" + Api },
        { "previewsEnabled: true\npreviewsExpireAfterDays: 3\n" + Api, "previews:\n  generation: automatic\n  expireAfterDays: 3\n" + Api },
        { Api + "    pullRequestPreviewsEnabled: false\n    previewPlan: starter\n",
        Api + "    previews:\n      generation: \"off\"\n      plan: starter\n" },
        { Api + "    envVars:\n      - key: A\n        value: true # on\n",
        Api + "    envVars:\n      - key: A\n        value: \"true\" # on\n" },
        { Api + "    envVars: [{key: A, value: False}]\n", Api + "    envVars: [{key: A, value: \"False\"}]\n" },
        { Api + "    plan: Starter\n", Api + "    plan: starter\n" },
        { Api + "    plan: 'Pro-Plus' # big\n", Api + "    plan: 'pro plus' # big\n" },
        { "databases:\n  - name: d\n    plan: basic_256mb\n    postgresMajorVersion: 16\n",
        "databases:\n  - name: d\n    plan: basic-256mb\n    postgresMajorVersion: \"16\"\n" },
        { "databases:\n  - {name: d, diskSizeGB: 12}\n", "databases:\n  - {name: d, diskSizeGB: 15}\n" },
        { Api + "    region: Oregon\n", Api + "    region: oregon\n" },
        { Api + "    numInstances: \"2\"\n", Api + "    numInstances: 2\n" },
        { Api.Replace("runtime: node", "runtime: nodejs", StringComparison.Ordinal), Api },
        { Api + "    nmae: x\n    heathCheckPath: /up\n", Api + "    nmae: x\n    healthCheckPath: /up\n" },
        { Api + "    build_filter: {paths: [a]}\n", Api + "    buildFilter: {paths: [a]}\n" },
        { Api + "    envVars:\n      - description: for a\n        key: A\n        sync: false\n",
        Api + "    envVars:\n      - # description: for a\n        key: A\n        sync: false\n" },
        {
            Api + "    envVars:\n      - key: A\n        description: |\n          one\n\n          two\n        value: a\n",
            Api + "    envVars:\n      - key: A\n        # description: |\n        #   one\n\n        #   two\n        value: a\n"
        },
        { Site + "    region: oregon # near\n    plan: free\n", Site + "    # near\n" },
        { Site.Replace("  - type: web\n    name", "  - plan: free\n    type: web\n    name", StringComparison.Ordinal), Site },
        { "services:\n  - {type: web, plan: free, name: a, runtime: static, buildCommand: b, staticPublishPath: d}\n",
        "services:\n  - {type: web, name: a, runtime: static, buildCommand: b, staticPublishPath: d}\n" },
        { Site.Replace("type: web", "type: static # site", StringComparison.Ordinal).Replace(
            "    runtime: static\n", "", StringComparison.Ordinal),
            "services:\n  - type: web # site\n    runtime: static\n    name: a # the site\n    buildCommand: b\n    staticPublishPath: "
            + "dist\n" },
        { Site.Replace("type: web", "type: pserv", StringComparison.Ordinal), Site },
        { Site.Replace("staticPublishPath", "publishPath", StringComparison.Ordinal), Site },
        { Site + "    routes:\n      - {type: Redirect, source: a/*, destination: \"b.html\"}\n",
        Site + "    routes:\n      - {type: redirect, source: /a/*, destination: \"/b.html\"}\n" },
        { Site.Replace("\n", "\r\n", StringComparison.Ordinal) + "    plan: free\r\n",
        Site.Replace("\n", "\r\n", StringComparison.Ordinal) },
        { "\uFEFF" + Site + "    plan: free\n", "\uFEFF" + Site },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_repair_changes_what_is_wrong_and_nothing_else(string before, string after) =>
        Assert.Equal(after, RenderSite.Heal(before));

    [Fact]
    public void What_is_repaired_stays_as_it_is() =>
        Assert.All(Pairs.Select(row => row.Data.Item2), after => Assert.Equal(after, RenderSite.Heal(after)));

    [Theory]
    [InlineData("    colour: red\n")]
    [InlineData("    plan: hobby\n")]
    [InlineData("    envVars:\n      - key: A\n        value:\n")]
    [InlineData("    disk: {name: d, mountPath: /d}\n    numInstances: 2\n")]
    [InlineData("    envVars:\n      - {key: A, fromDatabase: {name: d, property: host}}\n")]
    public void What_only_its_author_knows_stays(string wrong) => Assert.Equal(Api + wrong, RenderSite.Heal(Api + wrong));

    [Theory]
    [InlineData("    startCommand: s\n")]
    [InlineData("    disk: {name: d, mountPath: /d}\n")]
    public void A_static_site_that_may_be_a_program_after_all_stays(string wrong) =>
        Assert.Equal(Site + wrong, RenderSite.Heal(Site + wrong));

    [Fact]
    public void What_is_not_YAML_stays() => Assert.Equal("services: [\n", RenderSite.Heal("services: [\n"));

    [Theory]
    [InlineData("index.html", "    staticPublishPath: .\n")]
    [InlineData("dist/index.html", "    staticPublishPath: dist\n")]
    [InlineData("other.html", "")]
    public void The_folder_to_publish_is_where_the_page_is(string file, string added)
    {
        const string bare = "services:\n  - type: web\n    runtime: static\n    name: a\n";

        Assert.Equal(bare + added, RenderSite.Heal(bare, file));
    }

    [Fact]
    public void A_folder_in_another_letter_case_is_found() =>
        Assert.Equal(
            "services:\n  - {type: web, name: a, runtime: static, rootDir: web, staticPublishPath: ./public}\n".Replace(
                "./", "", StringComparison.Ordinal),
            RenderSite.Heal(
                "services:\n  - {type: web, name: a, runtime: static, rootDir: Web, staticPublishPath: ./Public}\n",
                "web/public/index.html"));

    [Fact]
    public void A_Blueprint_of_another_name_gets_the_right_one()
    {
        var healed = RenderSite.Heal(Chimera.Sites.Folder.SiteFolder.Of(new Dictionary<string, string> { ["render.yml"] = Site }));

        Assert.Equal(["render.yaml"], healed.FilesBelow("").Select(file => file.Path));
    }

    [Fact]
    public void An_alias_is_repaired_where_it_is_written()
    {
        const string broken =
            Api + "    envVars: &e\n      - {key: A, value: true}\n  - {type: pserv, name: b, runtime: docker, envVars: *e}\n";

        Assert.Equal(broken.Replace("true", "\"true\"", StringComparison.Ordinal), RenderSite.Heal(broken));
    }

    [Fact]
    public void Every_file_that_a_repair_was_made_for_is_taken_by_the_schema_or_says_why_not() =>
        Assert.All(Pairs.Select(row => row.Data.Item1), before =>
        {
            var after = RenderSite.Heal(before);
            var left = RenderSite.Foresee(after).Findings.Where(finding => finding.Kind.Severity != Severity.Note);

            Assert.True(BlueprintVerdict.Of(new SourceFile("render.yaml", after), TestContext.Current.CancellationToken).Strict
                || left.Any());
        });

    [Fact]
    public void Healers_are_for_findings_that_exist_and_have_names_of_their_own()
    {
        var codes = RenderFindings.All.Select(kind => kind.Code).ToHashSet();

        Assert.All(RenderHealers.All.SelectMany(healer => healer.Codes), code => Assert.Contains(code, codes));
        Assert.Equal(RenderHealers.All.Length, RenderHealers.All.Select(healer => healer.Name).Distinct().Count());
    }
}
