using Chimera.Engine.Truth.Documents;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Declaration;

/// <summary>The single values of a site.</summary>
internal static class SiteScalars
{
    private static readonly string[] SelectorWords = ["all", "and", "or", "not"];

    public static readonly ScalarShape<string> Name = Scalars.Pattern(
        "a site name", "[a-z0-9][a-z0-9_.-]{0,62}",
        "use lower-case letters, digits, '-', '_' and '.', at most 63, beginning with a letter or digit", SelectorWords);

    public static readonly ScalarShape<string> Tag = Scalars.Pattern(
        "a tag", "[a-z0-9][a-z0-9_.-]{0,62}",
        "use lower-case letters, digits, '-', '_' and '.', at most 63, beginning with a letter or digit", SelectorWords);

    public static readonly ScalarShape<string> Folder = Scalars
        .Pattern("a path", @"[^\s][^\x00-\x1f\x7f]*", "write a folder, such as ./website");

    public static readonly ScalarShape<string> Context = Scalars.Pattern(
        "a deploy context", @"[^\s\x00-\x1f\x7f]{1,100}",
        "write production, deploy-preview, branch-deploy or the name of your own context");

    public static readonly ScalarShape<Platform> Platform = Scalars
        .Choice([.. PlatformNames.All.Select(platform => (platform.Name(), platform))]);

    public static readonly ScalarShape<string> Host = Scalars.Pattern(
        "a host's name", "[a-z0-9][a-z0-9_.-]{0,62}", "write the name of a host under 'fleet: hosts:'");

    public static readonly ScalarShape<string> Variable = Scalars.Pattern(
        "the name of an environment variable", "[A-Za-z_][A-Za-z0-9_]{0,100}", "write a name such as NETLIFY_AUTH_TOKEN; not the token itself");

    public static readonly ScalarShape<string> NetlifySite = Scalars.Pattern(
        "a site's id or domain", "[A-Za-z0-9-]+([.][A-Za-z0-9-]+)*", "write the site's id, or example.netlify.app");

    public static readonly ScalarShape<string> RenderService = Scalars.Pattern(
        "a service's id", "[A-Za-z0-9][A-Za-z0-9_-]{0,99}", "write the id as Render shows it: srv-…");

    public static readonly ScalarShape<string> RenderBlueprint = Scalars.Pattern(
        "a Blueprint's id", "exs-[0-9a-z]{20}", "write the id as Render shows it: exs-…");

    public static readonly ScalarShape<string> Listen = Scalars.Pattern(
        "a port, or an address and a port", @"([0-9.]+:|\[[0-9a-f:]+\]:|\{host\}:)?[0-9]{1,5}", "write 80, {host}:8080, 127.0.0.1:8080 or [::1]:8080");

    public static readonly ScalarShape<string> ServerName = Scalars.Pattern(
        "host names", "[A-Za-z0-9.* -]*", "write www.example.org example.org");

    public static readonly ScalarShape<string> AbsolutePath = Scalars.Pattern(
        "an absolute path", "/[A-Za-z0-9._/+@-]+", "write a path such as /etc/nginx/nginx.conf");

    public static readonly ScalarShape<WebServerKind> WebServer = Scalars.Choice([("nginx", WebServerKind.Nginx), ("caddy", WebServerKind.Caddy)]);

    public static readonly ScalarShape<string> PemFile = Scalars.Pattern(
        "an absolute path", "/[A-Za-z0-9._/+@-]+", "write a path on the host such as /etc/ssl/private/www.pem; not the certificate itself");

    public static readonly ScalarShape<string> HostAddress = Scalars.Pattern(
        "an http or https address", @"https?://([A-Za-z0-9.-]+|\[[0-9a-f:]+\]|\{host\})(:[0-9]{1,5})?/?", "write http://{host}:8080");

    public static readonly Shape<Uri> Address = Scalars
        .Pattern("an http or https address", @"https?://[^\s\x00-\x1f\x7f]+", "write https://www.example.org").As(text => new Uri(text));

    public static readonly ScalarShape<string> Repository = Scalars.Pattern(
        "a repository", "[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+", "write owner/name");

    public static readonly ScalarShape<string> Branch = Scalars.Pattern(
        "a branch", "[A-Za-z0-9_][A-Za-z0-9_./-]*", "write a branch such as gh-pages");

    public static readonly Shape<Uri> Remote = Scalars
        .Pattern("a repository's address", @"(https|ssh|file|http)://[^\s\x00-\x1f\x7f]+", "write https://…, ssh://… or file:///…").As(text => new Uri(text));
}
