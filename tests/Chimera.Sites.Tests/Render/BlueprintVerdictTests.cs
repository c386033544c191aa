using Chimera.Documents;
using Chimera.Sites.Render.Blueprints;

namespace Chimera.Sites.Tests.Render;

public sealed class BlueprintVerdictTests
{
    private const string Web = "services:\n  - type: web\n    name: a\n    runtime: node\n";
    private const string Static = "services:\n  - type: web\n    name: a\n    runtime: static\n";
    private const string KeyValue = "services:\n  - type: keyvalue\n    name: a\n    ipAllowList: []\n";

    [Theory]
    [InlineData("{}")]
    [InlineData("version: \"1\"")]
    [InlineData("services: []\ndatabases: []\nenvVarGroups: []\nprojects: []\nungrouped: {}")]
    [InlineData(Web)]
    [InlineData(Web + "    numInstances: 2.0\n    maxShutdownDelaySeconds: 300\n    disk: {name: d, mountPath: /d, sizeGB: 1}\n")]
    [InlineData(Web + "    scaling: {minInstances: 1, targetCPUPercent: 90, more: 1}\n    buildFilter: {paths: [a], others: [b]}\n")]
    [InlineData(Web + "    envVars:\n      - {key: A, value: 1.5}\n      - {key: B, sync: false, previewValue: x}\n      - fromGroup: g\n")]
    [InlineData(Web + "    envVars:\n      - {key: A, fromDatabase: {name: d, property: any, more: 1}}\n      - {key: B, fromService: "
        + "{name: s, type: dpg}}\n")]
    [InlineData(Static + "    routes: [{type: redirect, source: any, destination: any, more: 1}]\n    headers: [{path: p, name: n, "
        + "value: v}]\n")]
    [InlineData(Static + "    envVars: &e [{key: A, value: a}]\n  - {type: pserv, name: b, runtime: go, envVars: *e}\n")]
    [InlineData(Static + "    plan: free\n")]
    [InlineData(KeyValue + "    maxmemoryPolicy: volatile-ttl\n    previewPlan: pro plus\n")]
    [InlineData("services:\n  - {type: redis, name: a, ipAllowList: [{source: 0.0.0.0/0, description: all}]}")]
    [InlineData("services:\n  - {type: cron, name: a, runtime: docker, schedule: '* * * * *', image: {url: u, creds: {fromRegistryCreds: "
        + "{name: c}}}}")]
    [InlineData("databases:\n  - {name: d, postgresMajorVersion: \"18\", diskSizeGB: 12, highAvailability: {enabled: true}, "
        + "readReplicas: [{name: r}]}")]
    [InlineData("projects:\n  - {name: p, environments: [{name: e, services: [], networking: {isolation: enabled}, permissions: "
        + "{protection: disabled}}]}")]
    [InlineData("envVarGroups: [anything, {name: g, envVars: [{key: A}]}]")]
    [InlineData("previews: {generation: off, expireAfterDays: 1}\npreviewsEnabled: true\npreviewsExpireAfterDays: 3")]
    [InlineData("\"services\":\n- !!str type: web\n  name: 'a'\n  runtime: \"rust\"\n--- \nmore: [documents]")]
    public void What_the_schema_takes_is_taken(string yaml) => Assert.Equal(new BlueprintVerdict(true, true, true), Of(yaml));

    [Theory]
    [InlineData("")]
    [InlineData("# nothing")]
    [InlineData("[]")]
    [InlineData("text")]
    [InlineData("version: 1")]
    [InlineData("other: 1")]
    [InlineData("services:")]
    [InlineData("services: [web]")]
    [InlineData("services: [{}]")]
    [InlineData("services:\n  - {type: web, runtime: node}")]
    [InlineData("services:\n  - {type: web, name: a}")]
    [InlineData("services:\n  - {type: static, name: a, runtime: static}")]
    [InlineData("services:\n  - {type: keyvalue, name: a}")]
    [InlineData("services:\n  - {type: cron, name: a, runtime: node}")]
    [InlineData("services:\n  - {type: web, name: 5, runtime: node}")]
    [InlineData(Web + "    plan: Starter\n")]
    [InlineData(Web + "    region: paris\n")]
    [InlineData(Web + "    autoDeployTrigger: no\n")]
    [InlineData(Web + "    numInstances: 0\n")]
    [InlineData(Web + "    numInstances: 1.5\n")]
    [InlineData(Web + "    maxShutdownDelaySeconds: 301\n")]
    [InlineData(Web + "    scaling: {targetMemoryPercent: 91}\n")]
    [InlineData(Web + "    routes: []\n")]
    [InlineData(Web + "    disk: {name: d}\n")]
    [InlineData(Web + "    envVars: [{key: A, value: true}]\n")]
    [InlineData(Web + "    envVars: [{key: A, value: ~}]\n")]
    [InlineData(Web + "    envVars: [{value: a}]\n")]
    [InlineData(Web + "    envVars: [{key: A, value: a, fromGroup: g}]\n")]
    [InlineData(Web + "    envVars: [{key: A, fromDatabase: {name: d}}]\n")]
    [InlineData(Web + "    envVars: [{key: A, fromService: {name: s, type: other}}]\n")]
    [InlineData(Web + "    envVars: {A: a}\n")]
    [InlineData(Web + "    <<: {plan: free}\n")]
    [InlineData(Static + "    staticPublishPath: d\n    plan: free\n")]
    [InlineData(Static + "    routes: []\n    region: oregon\n")]
    [InlineData(Static + "    routes: [{type: proxy, source: /a, destination: /b}]\n")]
    [InlineData(Static + "    headers: [{path: /a, name: n}]\n")]
    [InlineData(KeyValue + "    runtime: node\n")]
    [InlineData("databases: [{name: d, postgresMajorVersion: 16}]")]
    [InlineData("databases: [{name: d, postgresMajorVersion: \"9\"}]")]
    [InlineData("databases: [{name: d, type: postgres}]")]
    [InlineData("databases: [{name: d, highAvailability: {}}]")]
    [InlineData("envVarGroups: [{name: g}]")]
    [InlineData("envVarGroups: [{name: g, envVars: [{key: A, fromGroup: h}]}]")]
    [InlineData("ungrouped: {projects: []}")]
    [InlineData("projects: [{name: p}]")]
    [InlineData("projects: [{name: p, environments: [{}]}]")]
    [InlineData("previews: {generation: sometimes}")]
    public void What_the_schema_refuses_is_refused(string yaml) => Assert.Equal(new BlueprintVerdict(true, false, false), Of(yaml));

    [Theory]
    [InlineData("services:\n  - {type: web, name: a, env: node}")]
    [InlineData("services:\n  - {type: web, name: a, env: python, runtime: node}")]
    [InlineData("ungrouped: {services: [{type: web, name: a, env: static}]}")]
    [InlineData("projects: [{name: p, environments: [{name: e, services: [{type: pserv, name: a, env: go}]}]}]")]
    public void Old_spellings_are_taken_by_the_platform_and_not_by_the_schema(string yaml) =>
        Assert.Equal(new BlueprintVerdict(true, false, true), Of(yaml));

    [Theory]
    [InlineData("services: [")]
    [InlineData("a: 1\na: 2")]
    [InlineData("{}\n---\na: [")]
    public void What_is_not_YAML_is_not_judged(string yaml) => Assert.Equal(new BlueprintVerdict(false, false, false), Of(yaml));

    private static BlueprintVerdict Of(string yaml) =>
        BlueprintVerdict.Of(new SourceFile("render.yaml", yaml), TestContext.Current.CancellationToken);
}
