using Chimera.Engine.Validation;
using Chimera.Sites.Findings;

namespace Chimera.Sites.Render.Findings;

public static partial class RenderFindings
{
    public static readonly FindingKind DuplicateName = new(
        "render.duplicate-name", Severity.Error, "two services or two databases of one name",
        "A service or a database is known by its name; a Blueprint in which a name stands twice cannot be synced.",
        "give each its own name",
        "Two `name: web` under `services`.", Spec);

    public static readonly FindingKind NoBuildCommand = new(
        "render.no-build-command", Severity.Error, "a program without a build command",
        "Services with a native runtime need a build command; only Docker and image services do without one.",
        "add buildCommand",
        "```yaml\n- type: web\n  name: api\n  runtime: node\n  buildCommand: npm ci   # was missing\n  startCommand: npm start\n```", Spec);

    public static readonly FindingKind NoStartCommand = new(
        "render.no-start-command", Severity.Error, "a program without a start command",
        "Services with a native runtime need a start command; only Docker and image services do without one.",
        "add startCommand",
        "```yaml\n- type: web\n  name: api\n  runtime: node\n  buildCommand: npm ci\n  startCommand: npm start   # was missing\n```", Spec);

    public static readonly FindingKind MisspeltPlan = new(
        "render.misspelt-plan", Severity.Error, "a plan in a spelling that Render does not take",
        "Plans are written in lower case with hyphens or spaces as Render names them; another spelling is refused.",
        "write it as Render does",
        "`plan: Starter` should be `plan: starter`, `basic_256mb` should be `basic-256mb`.", Schema);

    public static readonly FindingKind UnknownPlan = new(
        "render.unknown-plan", Severity.Warning, "a plan that Render's schema does not know",
        "The plan is not among those of May 2026. Render adds plans, so it may be a new one; if it is not, the Blueprint is refused.",
        "look it up at https://render.com/pricing",
        "`plan: hobby`.", Schema);

    public static readonly FindingKind PlanOfAnotherKind = new(
        "render.plan-of-another-kind", Severity.Error, "a plan of a database on a service, or the other way round",
        "Services and databases have plans of their own. The schema does not tell them apart; the platform does.",
        "choose a plan of this kind of service",
        "`plan: basic-256mb` of a web service.", Spec);

    public static readonly FindingKind FreePlan = new(
        "render.free-plan", Severity.Error, "the free plan for a service that has none",
        "Web services, databases and key value stores can be free; private services, workers and cron jobs cannot, and the Blueprint is "
        + "refused.",
        "choose a paid plan, e.g. starter",
        "`plan: free` of a `type: worker`.", Spec);

    public static readonly FindingKind DiskWithFreePlan = new(
        "render.disk-with-free-plan", Severity.Error, "a disk on the free plan",
        "Disks are for paid services: a service on the free plan has nothing that outlives a restart. Render refuses the Blueprint.",
        "choose a paid plan, or remove the disk",
        "`disk:` beside `plan: free`.", "https://render.com/docs/disks");

    public static readonly FindingKind DiskWithScaling = new(
        "render.disk-with-scaling", Severity.Error, "a service with a disk that is to scale",
        "A disk belongs to one instance; a service that has one cannot have more instances.",
        "remove the disk, or numInstances and scaling",
        "`numInstances: 2` beside `disk:`.", "https://render.com/docs/disks");

    public static readonly FindingKind ScalingRange = new(
        "render.scaling-range", Severity.Error, "scaling between bounds that cross",
        "The least number of instances is larger than the greatest.",
        "make maxInstances at least minInstances",
        "`minInstances: 3` with `maxInstances: 1`.", Spec);

    public static readonly FindingKind RootDirMissing = new(
        "render.root-dir-missing", Severity.Error, "the root directory does not exist",
        "Render changes into `rootDir` before it builds; the deploy fails when the repository has no such folder. Letter case counts.",
        "write the folder as it is in the repository",
        "`rootDir: Frontend` where the folder is `frontend`.", "https://render.com/docs/monorepo-support");

    public static readonly FindingKind BranchBreaksPreviews = new(
        "render.branch-breaks-previews", Severity.Warning, "a fixed branch in a Blueprint with previews",
        "A service with a `branch` is built from that branch in every preview environment too, so a preview does not show the change it "
        + "is for.",
        "remove branch, so that the branch of the Blueprint is used",
        "`branch: main` beside `previews: {generation: automatic}`.", "https://render.com/docs/preview-environments");

    public static readonly FindingKind UnknownReference = new(
        "render.unknown-reference", Severity.Warning, "a reference to something that is not in the file",
        "A service, database or group that is not in the Blueprint must already exist in the workspace; if it does not, the Blueprint "
        + "cannot be synced.",
        "correct the name, or declare it in the Blueprint",
        "`fromDatabase: {name: db, …}` without a database `db`.", Spec);

    public static readonly FindingKind UnknownProperty = new(
        "render.unknown-property", Severity.Warning, "a property that a service or database does not have",
        "A service offers host, port, hostport and connectionString, a database also user, password and database.",
        "write a property that it has",
        "`property: url` should be `property: connectionString`.", Spec);

    public static readonly FindingKind NothingReferred = new(
        "render.nothing-referred", Severity.Error, "a reference to a service, but to nothing of it",
        "`fromService` takes its value from a property or a variable of the service; one of them must be named.",
        "add property or envVarKey",
        "`fromService: {type: web, name: api}` lacks `property: host`.", Spec);

    public static readonly FindingKind SyncInGroup = new(
        "render.sync-in-group", Severity.Warning, "'sync: false' in an environment group",
        "Render asks for the value of a variable with `sync: false` only in services; in a group it is ignored and the variable "
        + "stays away.",
        "set the value in the dashboard, or move the variable to the service",
        "`envVarGroups: [{name: g, envVars: [{key: TOKEN, sync: false}]}]`.", Spec);

    public static readonly FindingKind NoInterpolation = new(
        "render.no-interpolation", Severity.Warning, "a variable inside a value",
        "Render puts the value into the environment as it is written; `${NAME}` is not replaced.",
        "write the value out, or put it together in the build or start command",
        "`value: https://${HOST}/api`.", Spec);
}
