using Chimera.Engine.Validation;
using Chimera.Sites.Findings;

namespace Chimera.Sites.Render.Findings;

public static partial class RenderFindings
{
    public static readonly FindingKind DiskSize = new(
        "render.disk-size", Severity.Error, "a database disk of a size that Render does not make",
        "The disk of a database has 1 GB or a multiple of 5 GB; the schema does not say so, the platform does.",
        "write 1 or a multiple of 5",
        "`diskSizeGB: 12` should be 10 or 15.", Spec);

    public static readonly FindingKind HighAvailability = new(
        "render.high-availability", Severity.Error, "high availability for a database that cannot have it",
        "A standby needs a plan of Pro or above and PostgreSQL 13 or later.",
        "choose a larger plan or a later version, or switch high availability off",
        "`highAvailability: {enabled: true}` beside `plan: basic-1gb`.", "https://render.com/docs/postgresql-high-availability");

    public static readonly FindingKind TooManyReplicas = new(
        "render.too-many-replicas", Severity.Error, "more than five read replicas",
        "A database has at most five read replicas.",
        "keep five of them",
        "Six entries under `readReplicas`.", Spec);

    public static readonly FindingKind ReplicasRemoved = new(
        "render.replicas-removed", Severity.Warning, "an empty list of read replicas",
        "An empty list destroys the replicas that the database has; without the key they stay.",
        "remove the key, unless the replicas are to go",
        "`readReplicas: []`.", Spec);

    public static readonly FindingKind MixedDatabasePlans = new(
        "render.mixed-database-plans", Severity.Error, "an old and a new plan for one database",
        "The plan of a database and that of its previews must both be of the old sort (starter, standard, pro) or both of the flexible "
        + "one (basic-…, pro-…gb).",
        "write both in the same sort",
        "`plan: basic-1gb` with `previewPlan: starter`.", Spec);

    public static readonly FindingKind StaticType = new(
        "render.static-type", Severity.Error, "a static site of a type other than web",
        "A static site is `type: web` with `runtime: static`; `type: static` was never a type of the Blueprint.",
        "write type: web and runtime: static",
        "```yaml\n- type: static        # web\n  name: site\n  staticPublishPath: dist   # and runtime: static\n```", Schema);

    public static readonly FindingKind NotOnStaticSite = new(
        "render.not-on-static-site", Severity.Error, "a key that a static site does not have",
        "A static site runs on Render's network of caches: it has no region, no plan, no instances and no start command. The Blueprint "
        + "is refused.",
        "remove it",
        "`region: oregon` beside `runtime: static`.", Schema);

    public static readonly FindingKind NoPublishPath = new(
        "render.no-publish-path", Severity.Error, "a static site without a publish folder",
        "Render must know which folder holds the built files; the schema does not require `staticPublishPath`, the platform does.",
        "add staticPublishPath",
        "```yaml\n- type: web\n  name: site\n  runtime: static\n  staticPublishPath: dist   # was missing\n```", Spec);

    public static readonly FindingKind PublishFolderMissing = new(
        "render.publish-folder-missing", Severity.Error, "the publish folder does not exist",
        "There is no build command that could make the folder, so the deploy fails. Letter case counts.",
        "write the folder as it is in the repository, or add the build command that makes it",
        "`staticPublishPath: Public` where the folder is `public`.", "https://render.com/docs/static-sites");

    public static readonly FindingKind PublishFolderElsewhere = new(
        "render.publish-folder-elsewhere", Severity.Warning, "the publish folder stands outside the root directory",
        "With a `rootDir`, paths count from there. The folder exists when counted from the repository's root, and not when counted from "
        + "`rootDir`.",
        "write staticPublishPath relative to rootDir",
        "`staticPublishPath: web/dist` with `rootDir: web` should be `dist`.", "https://render.com/docs/monorepo-support");

    public static readonly FindingKind RouteSource = new(
        "render.route-source", Severity.Error, "a route from something that is not a path",
        "The source of a route is a path and begins with a slash; a route from a whole address or a bare word matches nothing.",
        "begin it with /",
        "`source: blog/*` should be `source: /blog/*`.", "https://render.com/docs/redirects-rewrites");

    public static readonly FindingKind RouteDestination = new(
        "render.route-destination", Severity.Error, "a route to something that is neither a path nor an address",
        "The destination of a route is a path that begins with a slash, or an address that begins with https:// or http://.",
        "begin it with / or https://",
        "`destination: index.html` should be `destination: /index.html`.", "https://render.com/docs/redirects-rewrites");

    public static readonly FindingKind HeaderPath = new(
        "render.header-path", Severity.Warning, "a header for something that is not a path",
        "The path of a header begins with a slash; domains and bare words match nothing.",
        "begin it with /",
        "`path: \"*.css\"` should be `path: /**/*.css` and `path: /*.css`.", "https://render.com/docs/static-site-headers");

    public static readonly FindingKind RulesFileNotRead = new(
        "render.rules-file-not-read", Severity.Warning, "a file of rules that Render does not read",
        "Render takes redirects and headers from `routes` and `headers` in render.yaml or from the dashboard. `_redirects` and "
        + "`_headers` are files like "
        + "any other: they are published, and nothing in them happens.",
        "write the rules as routes and headers in render.yaml",
        "`/old /new 301` in `_redirects` is\n```yaml\nroutes:\n  - type: redirect\n    source: /old\n    destination: /new\n```",
        "https://render.com/docs/redirects-rewrites");

    public static readonly FindingKind NoStaticSite = new(
        "render.no-static-site", Severity.Note, "no service of the Blueprint is a static site",
        "What a visitor sees is made by programs; how they answer a request cannot be foreseen.",
        "leave it if that is so; otherwise declare a service with 'runtime: static'",
        "Every service has a runtime other than `static`.", Spec);
}
