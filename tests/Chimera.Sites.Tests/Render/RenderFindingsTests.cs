using Chimera.Engine.Validation;
using Chimera.Sites.Render.Findings;

namespace Chimera.Sites.Tests.Render;

public sealed class RenderFindingsTests
{
    private const string Api = "services:\n  - type: web\n    name: a\n    runtime: node\n    buildCommand: b\n    startCommand: s\n";
    private const string Site =
        "services:\n  - type: web\n    name: a\n    runtime: static\n    buildCommand: b\n    staticPublishPath: dist\n";

    public static TheoryData<string, string> Wrong => new()
    {
        { "a: [", "render.not-yaml" },
        { "", "render.not-yaml" },
        { "a: 1\na: 2\n", "2:1 render.not-yaml" },
        { "services:\n  - type: cron\n    name: a\n    runtime: docker\n", "3:11 render.missing-key" },
        { Api + "    colour: red\n", "7:5 render.unknown-key" },
        { Api + "    nmae: red\n", "7:5 render.unknown-key" },
        { "services:\n  - {type: keyvalue, name: a, ipAllowList: [], persistenceMode: off}\n", "2:48 render.newer-than-schema" },
        { Api + "    plan: 0.5c-1g\n", "7:11 render.newer-than-schema" },
        { "services:\n  - {type: workflow, name: a, runtime: node, buildCommand: b, startCommand: s}\n", "2:12 render.newer-than-schema" },
        { Api + "    numInstances: '2'\n", "7:19 render.wrong-type" },
        { Api + "    region:\n", "7:5 render.wrong-type" },
        { Api + "    region: paris\n", "7:13 render.unknown-word" },
        { Api + "    numInstances: 0\n", "7:19 render.out-of-range" },
        { Api + "    envVars:\n      - key: A\n        value: true\n", "9:16 render.boolean-env-value" },
        { Api.Replace("runtime:", "env:", StringComparison.Ordinal), "4:5 render.old-spelling" },
        { "services:\n  - {type: redis, name: a, ipAllowList: []}\n", "2:12 render.old-spelling" },
        { Api + "    autoDeploy: false\n", "7:5 render.old-spelling" },
        { Api + "    pullRequestPreviewsEnabled: false\n", "7:5 render.old-spelling" },
        { "previewsEnabled: true\n", "1:1 render.old-spelling" },
        { Api + "    env: node\n", "7:5 render.old-beside-new" },
        { Api + "    autoDeployTrigger: off\n    autoDeploy: true\n", "8:5 render.old-beside-new" },
        { Api + "  - {type: keyvalue, name: a, ipAllowList: []}\n", "7:28 render.duplicate-name" },
        { "services:\n  - {type: web, name: a, runtime: go, startCommand: s}\n", "2:23 render.no-build-command" },
        { "services:\n  - {type: web, name: a, runtime: go, buildCommand: b}\n", "2:23 render.no-start-command" },
        { Api + "    plan: Starter\n", "7:11 render.misspelt-plan" },
        { "databases:\n  - {name: d, plan: basic_256mb}\n", "2:21 render.misspelt-plan" },
        { Api + "    plan: hobby\n", "7:11 render.unknown-plan" },
        { Api + "    plan: basic-1gb\n", "7:11 render.plan-of-another-kind" },
        { "databases:\n  - {name: d, plan: pro ultra}\n", "2:21 render.plan-of-another-kind" },
        { Api.Replace("web", "worker", StringComparison.Ordinal) + "    plan: free\n", "7:11 render.free-plan" },
        { Api + "    plan: free\n    disk: {name: d, mountPath: /d}\n", "8:5 render.disk-with-free-plan" },
        { Api + "    disk: {name: d, mountPath: /d}\n    numInstances: 2\n", "7:5 render.disk-with-scaling" },
        { Api + "    disk: {name: d, mountPath: /d}\n    scaling: {minInstances: 1}\n", "7:5 render.disk-with-scaling" },
        { Api + "    scaling: {minInstances: 3, maxInstances: 1}\n", "7:46 render.scaling-range" },
        { Site + "    rootDir: web\n", "7:14 render.root-dir-missing" },
        { "previews: {generation: automatic}\n" + Api + "    branch: main\n", "8:5 render.branch-breaks-previews" },
        { Api + "    envVars:\n      - {key: A, fromDatabase: {name: d, property: host}}\n", "8:39 render.unknown-reference" },
        { Api + "    envVars:\n      - {key: A, fromService: {name: b, type: web, property: host}}\n", "8:38 render.unknown-reference" },
        { Api + "    envVars:\n      - fromGroup: g\n", "8:20 render.unknown-reference" },
        { Api + "    envVars:\n      - {key: A, fromService: {name: a, type: web, property: url}}\n", "8:62 render.unknown-property" },
        { Api + "    envVars:\n      - {key: A, fromService: {name: a, type: web}}\n", "8:38 render.nothing-referred" },
        { "envVarGroups:\n  - {name: g, envVars: [{key: A, sync: false}]}\n", "2:34 render.sync-in-group" },
        { Api + "    envVars:\n      - {key: A, value: 'https://${B}/'}\n", "8:25 render.no-interpolation" },
        { "databases:\n  - {name: d, diskSizeGB: 12}\n", "2:27 render.disk-size" },
        { "databases:\n  - {name: d, plan: basic-1gb, highAvailability: {enabled: true}}\n", "2:60 render.high-availability" },
        { "databases:\n  - {name: d, plan: pro-4gb, postgresMajorVersion: '12', highAvailability: {enabled: true}}\n",
        "2:86 render.high-availability" },
        { "databases:\n  - {name: d, readReplicas: [{name: a}, {name: b}, {name: c}, {name: e}, {name: f}, {name: g}]}\n",
        "2:29 render.too-many-replicas" },
        { "databases:\n  - {name: d, readReplicas: []}\n", "2:29 render.replicas-removed" },
        { "databases:\n  - {name: d, plan: basic-1gb, previewPlan: starter}\n", "2:45 render.mixed-database-plans" },
        { Site.Replace("type: web", "type: static", StringComparison.Ordinal), "2:11 render.static-type" },
        { "services:\n  - {type: web, name: a, staticPublishPath: dist, buildCommand: b}\n", "2:12 render.static-type" },
        { Site + "    region: oregon\n", "7:5 render.not-on-static-site" },
        { Site + "    plan: free\n", "7:5 render.not-on-static-site" },
        { "services:\n  - {type: web, name: a, runtime: static, plan: free}\n", "2:43 render.not-on-static-site" },
        { Site.Replace("    staticPublishPath: dist\n", "", StringComparison.Ordinal), "3:11 render.no-publish-path" },
        { Site.Replace("    buildCommand: b\n", "", StringComparison.Ordinal), "5:24 render.publish-folder-missing" },
        { Site + "    routes:\n      - {type: redirect, source: a, destination: /b}\n", "8:34 render.route-source" },
        { Site + "    routes:\n      - {type: redirect, source: /a, destination: index.html}\n", "8:51 render.route-destination" },
        { Site + "    headers:\n      - {path: a, name: X, value: y}\n", "8:16 render.header-path" },
        { Api, "0:0 render.no-static-site" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_is_wrong_is_found_in_its_place(string yaml, string expected) =>
        Assert.Contains(RenderSite.Codes(yaml), code => code.EndsWith(expected, StringComparison.Ordinal));

    [Theory]
    [InlineData(Site)]
    [InlineData(Site + "    routes:\n      - {type: rewrite, source: /api/*, destination: 'https://api.example/*'}\n      - {type: "
        + "rewrite, source: /*, destination: /index.html}\n")]
    [InlineData(Site + "    envVars: &e\n      - {key: A, value: 'true'}\n  - {type: pserv, name: b, runtime: docker, plan: starter, "
        + "envVars: *e}\n")]
    [InlineData(Site + "databases:\n  - {name: a, plan: pro-4gb, diskSizeGB: 15, highAvailability: {enabled: true}, readReplicas: "
        + "[{name: r}]}\n")]
    [InlineData(Site + "    branch: main\n")]
    [InlineData(Site + "    domains: [a.example]\n    autoDeployTrigger: 'off'\n    previews: {generation: manual}\n")]
    [InlineData(Site + "  - {type: worker, name: w, runtime: image, plan: pro plus, image: {url: u}}\n")]
    [InlineData(Site + "    envVars:\n      - {key: A, value: 'a $B {c} ${} d'}\n      - {key: H, fromService: {name: a, type: web, "
        + "envVarKey: A}}\n")]
    public void What_is_right_has_no_findings(string yaml) => Assert.Empty(RenderSite.Codes(yaml));

    [Fact]
    public void All_mistakes_are_reported_at_once_in_the_order_of_the_file() =>
        Assert.Equal(
            ["2:11 render.static-type", "5:5 render.old-spelling", "6:5 render.not-on-static-site", "10:16 render.boolean-env-value",
            "14:16 render.boolean-env-value"],
            RenderSite.Codes(
                "services:\n  - type: static\n    name: a\n    buildCommand: b\n    env: static\n    plan: free\n    staticPublishPath: "
                + "dist\n    envVars:\n"
                + "      - key: A\n        value: yes\n      - key: B\n        value: 1\n      - key: C\n        value: off\n".Replace(
                    "yes", "true", StringComparison.Ordinal)
                    .Replace("off", "false", StringComparison.Ordinal)));

    [Fact]
    public void What_an_alias_repeats_is_said_once() =>
        Assert.Single(RenderSite.Codes(
            "services:\n  - {type: web, name: a, runtime: static, buildCommand: b, staticPublishPath: d, envVars: &e [{key: A, value: "
            + "true}]}\n"
            + "  - {type: web, name: b, runtime: docker, envVars: *e}\n"));

    [Fact]
    public void A_file_of_rules_that_Render_does_not_read_is_named()
    {
        var codes = RenderSite.Foresee(Site, "dist/_redirects", "dist/index.html", "_headers").Findings;

        Assert.Equal(
            ["dist/_redirects", "_headers"],
            codes.Where(finding => finding.Kind == RenderFindings.RulesFileNotRead).Select(finding => finding.Place!.File));
    }

    [Fact]
    public void A_Blueprint_of_another_name_is_not_read() =>
        Assert.Equal("render.misnamed-blueprint", Assert.Single(RenderSite.Foresee(null, "render.yml", "index.html").Findings).Kind.Code);

    [Fact]
    public void A_publish_folder_outside_the_root_directory_is_found_and_doubted()
    {
        var foresight =
            RenderSite.Foresee(
                Site.Replace(": dist", ": web/dist", StringComparison.Ordinal) + "    rootDir: web\n", "web/dist/index.html");

        Assert.Equal("render.publish-folder-elsewhere", Assert.Single(foresight.Findings).Kind.Code);
        Assert.True(foresight.Published.Contains("/index.html"));
    }

    [Fact]
    public void What_Render_would_refuse_has_no_responder()
    {
        Assert.True(RenderSite.Foresee(Site + "    plan: free\n").Broken);
        Assert.False(RenderSite.Foresee(Site).Broken);
    }

    [Fact]
    public void Every_kind_has_its_own_code_and_says_everything()
    {
        Assert.Equal(RenderFindings.All.Length, RenderFindings.All.Select(kind => kind.Code).Distinct().Count());
        Assert.All(RenderFindings.All, kind =>
        {
            Assert.StartsWith("render.", kind.Code, StringComparison.Ordinal);
            Assert.All([kind.Title, kind.Why, kind.Remedy, kind.Example, kind.Source], text =>
                Assert.False(string.IsNullOrWhiteSpace(text)));
            Assert.EndsWith(".", kind.Why, StringComparison.Ordinal);
            Assert.False(kind.Remedy.EndsWith('.'));
            Assert.True(Enum.IsDefined(kind.Severity) && kind.Severity >= Severity.Note);
        });
    }

    [Fact]
    public void Every_kind_of_the_Blueprint_has_a_wrong_file()
    {
        string[] withFolder = ["render.misnamed-blueprint", "render.publish-folder-elsewhere", "render.rules-file-not-read"];
        var tried = Wrong.Select(row => row.Data.Item2.Split(' ')[^1]).Concat(withFolder);

        Assert.Equal(
            RenderFindings.All.Select(kind => kind.Code).Order(StringComparer.Ordinal), tried.Distinct().Order(StringComparer.Ordinal));
    }
}
