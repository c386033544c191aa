using System.Collections.Frozen;
using System.Collections.Immutable;
using Chimera.Documents.Yaml;

namespace Chimera.Sites.Render.Blueprints;

/// <summary>
/// The Blueprint format as Render published it in May 2026 (https://render.com/docs/blueprint-spec). The platform moves on: what is
/// unknown here may be newer.
/// </summary>
internal static class BlueprintShapes
{
    public const string Published = "2026-05";

    private static readonly Shape Text = new Shape.Text();
    private static readonly Shape Flag = new Shape.Flag();
    private static readonly Shape Count = new Shape.Whole(1, double.PositiveInfinity);
    private static readonly Shape Texts = new Shape.ListOf(Text);

    private static readonly Shape.Fields Credential = Map("a registry credential", "fromRegistryCreds", [
        ("fromRegistryCreds", Map("a registry credential's name", "name", [("name", Text)])),
    ]) with { OnlyMap = false };

    private static readonly Shape.Fields Image = Map("an image", "url", [("url", Text), ("creds", Credential)]);

    private static readonly Shape Allowed = new Shape.ListOf(Open("an address range", "source", [("source", Text), ("description", Text)]));

    private static readonly Shape.Fields Filter = Open("a build filter", "", [("paths", Texts), ("ignoredPaths", Texts)]);

    public static readonly Shape.Fields Variable = Map("an environment variable", "key", [
        ("key", Text), ("value", new Shape.TextOrNumber()), ("generateValue", Flag), ("sync", Flag),
        ("previewValue", new Shape.TextOrNumber()),
    ]);

    public static readonly Shape.Fields FromDatabase = Map("a variable from a database", "key fromDatabase", [
        ("key", Text), ("fromDatabase", Open("a reference to a database", "name property", [("name", Text), ("property", Text)])),
    ]);

    public static readonly Shape.Fields FromService = Map("a variable from a service", "key fromService", [
        ("key", Text),
        ("fromService", Open("a reference to a service", "name type", [
            ("name", Text), ("type", Words.Referred), ("property", Text), ("envVarKey", Text),
        ])),
    ]);

    public static readonly Shape.Fields FromGroup = Map("a group of variables", "fromGroup", [("fromGroup", Text)]);

    private static readonly Shape Variables = new Shape.ListOf(new Shape.Choice(
        "an environment variable", [Variable, FromDatabase, FromService, FromGroup], MeantVariable));

    private static readonly ImmutableArray<(string, Shape)> Source =
    [
        ("repo", Text), ("branch", Text), ("rootDir", Text), ("buildCommand", Text), ("preDeployCommand", Text), ("buildFilter", Filter),
        ("autoDeploy", Flag), ("autoDeployTrigger", Words.DeployTrigger), ("envVars", Variables),
    ];

    private static readonly ImmutableArray<(string, Shape)> Program =
    [
        ("name", Text), ("region", Words.Region), ("plan", Words.Plan), ("runtime", Words.Runtime), ("startCommand", Text),
        ("image", Image),
        ("dockerCommand", Text), ("dockerContext", Text), ("dockerfilePath", Text), ("registryCredential", Credential), .. Source,
    ];

    private static readonly ImmutableArray<(string, Shape)> Public =
    [
        ("domain", Text), ("domains", Texts), ("pullRequestPreviewsEnabled", Flag), ("ipAllowList", Allowed),
        ("renderSubdomainPolicy", Words.Policy),
    ];

    public static readonly Shape.Fields Server = Map("a server", "type name runtime", [
        ("type", new Shape.Word("web, worker or pserv", ["web", "worker", "pserv"])), .. Program, .. Public,
        ("numInstances", Count), ("healthCheckPath", Text), ("initialDeployHook", Text), ("previewPlan", Words.Plan),
        ("maxShutdownDelaySeconds", new Shape.Whole(1, 300)),
        ("maintenanceMode", Map("a maintenance mode", "", [("enabled", Flag), ("uri", Text)])),
        ("disk", Map("a disk", "name mountPath", [("name", Text), ("mountPath", Text), ("sizeGB", Count)])),
        ("previews", Map("previews", "", [("generation", Words.Previews), ("plan", Words.Plan), ("numInstances", Count)])),
        ("scaling", Open("a scaling", "", [
            ("minInstances", Count), ("maxInstances", Count),
            ("targetMemoryPercent", new Shape.Whole(1, 90)), ("targetCPUPercent", new Shape.Whole(1, 90)),
        ])),
    ]);

    public static readonly Shape.Fields Static = Map("a static site", "type name runtime", [
        ("type", new Shape.Word("web", ["web"])), ("name", Text), ("runtime", new Shape.Word("static", ["static"])), .. Source, .. Public,
        ("staticPublishPath", Text),
        ("previews", Map("previews", "", [("generation", Words.Previews)])),
        ("headers", new Shape.ListOf(Open("a header", "path name value", [("path", Text), ("name", Text), ("value", Text)]))),
        ("routes", new Shape.ListOf(Open("a route", "type source destination", [
            ("type", Words.RouteType), ("source", Text), ("destination", Text),
        ]))),
    ]);

    public static readonly Shape.Fields Cron = Map("a cron job", "type name runtime schedule", [
        ("type", new Shape.Word("cron", ["cron"])), ("schedule", Text), .. Program,
    ]);

    public static readonly Shape.Fields KeyValue = Map("a key value store", "type name ipAllowList", [
        ("type", new Shape.Word("keyvalue", ["keyvalue", "redis"])), ("name", Text), ("region", Words.Region), ("ipAllowList", Allowed),
        ("plan", Words.Plan), ("previewPlan", Words.Plan), ("maxmemoryPolicy", Words.Eviction),
    ]);

    public static readonly Shape.Fields Database = Map("a database", "name", [
        ("name", Text), ("databaseName", Text), ("user", Text), ("region", Words.Region), ("plan", Words.Plan), ("previewPlan", Words.Plan),
        ("diskSizeGB", Count), ("previewDiskSizeGB", Count), ("storageAutoscalingEnabled", Flag), ("ipAllowList", Allowed),
        ("postgresMajorVersion", new Shape.Word("a version of PostgreSQL", [.. Enumerable.Range(10, 9).Select(version => $"{version}")])),
        ("highAvailability", Map("a high availability", "enabled", [("enabled", Flag)])),
        ("readReplicas", new Shape.ListOf(Map("a read replica", "name", [("name", Text)]))),
    ]);

    private static readonly ImmutableArray<(string, Shape)> Resources =
    [
        ("services", new Shape.ListOf(new Shape.Choice("a service", [KeyValue, Cron, Server, Static], MeantService))),
        ("databases", new Shape.ListOf(Database)),
        ("envVarGroups", new Shape.ListOf(Map("an environment group", "name envVars", [
            ("name", Text), ("envVars", new Shape.ListOf(Variable)),
        ]) with { OnlyMap = false })),
    ];

    private static readonly Shape.Fields Environment = Map("an environment", "name", [
        ("name", Text), .. Resources,
        ("networking", Map("a networking", "", [("isolation", Words.Policy)])),
        ("permissions", Map("permissions", "", [("protection", Words.Policy)])),
    ]);

    public static readonly Shape.Fields Root = Map("a Blueprint", "", [
        .. Resources,
        ("projects", new Shape.ListOf(Map("a project", "name environments", [
            ("name", Text), ("environments", new Shape.ListOf(Environment)),
        ]))),
        ("ungrouped", Map("ungrouped resources", "", Resources)),
        ("previews", Map("previews", "", [("generation", Words.Previews), ("expireAfterDays", Count)])),
        ("previewsEnabled", Flag), ("previewsExpireAfterDays", Count),
        ("version", new Shape.Word("\"1\"", ["1"])),
    ]);

    private static Shape.Fields MeantService(YamlNode node)
    {
        if (node is not YamlNode.Map map)
            return Server;

        var type = (map["type"] as YamlNode.Scalar)?.Text;
        return type is "keyvalue" or "redis" ? KeyValue
            : type == "cron" ? Cron
            : StaticSites.IsMeant(map) ? Static
            : Server;
    }

    private static Shape.Fields MeantVariable(YamlNode node) => node switch
    {
        YamlNode.Map map when map.Find("fromGroup") is not null => FromGroup,
        YamlNode.Map map when map.Find("fromDatabase") is not null => FromDatabase,
        YamlNode.Map map when map.Find("fromService") is not null => FromService,
        _ => Variable,
    };

    private static Shape.Fields Map(string name, string required, ImmutableArray<(string Key, Shape Shape)> known) =>
        new(name, known.ToFrozenDictionary(field => field.Key, field => field.Shape),
            [.. required.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

    private static Shape.Fields Open(string name, string required, ImmutableArray<(string Key, Shape Shape)> known) =>
        Map(name, required, known) with { Closed = false };
}
