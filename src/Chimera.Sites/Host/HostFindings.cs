using System.Collections.Immutable;
using Chimera.Engine.Validation;
using Chimera.Sites.Findings;

namespace Chimera.Sites.Host;

/// <summary>What can be wrong with a site on a plain host whose web server Chimera configures.</summary>
public static class HostFindings
{
    private const string Contract = "Chimera's own contract for hosts: a web server like nginx, without knowledge of visitors or a place "
        + "to run code";

    public static readonly FindingKind ConditionUnsupported = new(
        "host.condition-unsupported", Severity.Warning, "a condition that a plain host cannot decide",
        "A web server sees a visitor's cookies and languages. Where the visitor is, and which role a signed token gives, it does not "
        + "know. A rule with such a condition is left "
        + "out altogether: applied without its condition it would meet everybody.",
        "let a cookie or the language decide, or offer the choice in a page",
        "`/ /de/ 302 Country=de` could be `/ /de/ 302 Language=de`", Contract);

    public static readonly FindingKind SignedUnsupported = new(
        "host.signed-proxy-unsupported", Severity.Warning, "a proxied request that is to be signed",
        "Signing needs a JSON Web Token made anew for every request, which a web server's configuration cannot do. The rule is left out: "
        + "the other server would refuse "
        + "requests without a signature.",
        "let the other server be called by the page itself, or protect it in another way",
        "`/api/* https://api.example.com/:splat 200!` with `signed = \"API_SECRET\"`", Contract);

    public static readonly FindingKind FunctionUnsupported = new(
        "host.function-unsupported", Severity.Warning, "a rule that leads to Netlify's functions",
        "Addresses below /.netlify/ are answered by code that Netlify runs. On a plain host there is nothing there; the rule is left out.",
        "run the code as a service of its own, and proxy to it",
        "`/api/* /.netlify/functions/:splat 200` could be `/api/* http://127.0.0.1:8080/:splat 200`", Contract);

    public static readonly FindingKind StatusUnsupported = new(
        "host.status-unsupported", Severity.Warning, "a status that a web server does not send",
        "A rule redirects with 301, 302, 303, 307 or 308, rewrites with 200, or serves a page with a status of 400 to 599. Any other is "
        + "left out.",
        "write 301, 302, 303, 307 or 308 to redirect, 200 to rewrite, or a status from 400 to 599",
        "`/a /b 999` could be `/a /b 404`", Contract);

    public static readonly FindingKind CodeUnsupported = new(
        "host.code-not-run", Severity.Warning, "code that a plain host does not run",
        "Functions, edge functions and plugins of the build are run by Netlify. A host only serves files and follows rules.",
        "run the code as a service of its own, or remove it from the configuration",
        "`[[edge_functions]]` in `netlify.toml`", Contract);

    public static readonly FindingKind NotBuilt = new(
        "host.missing-publish-folder", Severity.Error, "the publish folder does not exist",
        "What is deployed is the content of the publish folder. Without it there is nothing to deploy.",
        "run the build first, or correct 'publish' in netlify.toml",
        "`publish = \"dist\"` in a checkout without `dist`", Contract);

    public static readonly FindingKind MissingNotFoundPage = new(
        "host.missing-404", Severity.Note, "no 404 page",
        "For an address that does not exist the host sends 404.html from the top of the publish folder, or else a bare page of the web "
        + "server.",
        "add a 404.html at the top of the publish folder",
        "`404.html`", Contract);

    public static readonly ImmutableArray<FindingKind> All =
    [
        ConditionUnsupported, SignedUnsupported, FunctionUnsupported, StatusUnsupported, CodeUnsupported, NotBuilt, MissingNotFoundPage,
    ];
}
