using Chimera.Engine.Planning;
using Chimera.Sites.Balancing;
using Chimera.Sites.Declaration;
using Chimera.Sites.Host.Caddy;
using Chimera.Sites.Host.Nginx;
using Chimera.Sites.Platforms;
using Chimera.Sites.Publishing;

namespace Chimera.Sites.Host;

/// <summary>Makes of a release what stands on a host: the files, the web server's configuration, and the programs that make it live and take it away.</summary>
internal static class HostReleases
{
    /// <summary>Where a host says which release answers: its generation, and nothing else.</summary>
    public const string Marker = "/.well-known/chimera-release";

    /// <summary>What of a site the host's web server cannot be told; empty when it keeps the whole contract.</summary>
    public static IReadOnlyList<string> Inexpressible(Foresight foresight, WebServerKind server) =>
        server == WebServerKind.Caddy ? CaddyConfiguration.Inexpressible(foresight) : NginxConfiguration.Inexpressible(foresight);

    public static HostRelease Of(Release release, string site, HostPlace place) => new(
        release.Files, place.Server == WebServerKind.Caddy
            ? CaddyConfiguration.Of(release.Foresight, place, Marker, release.Generation.Value)
            : NginxConfiguration.Of(release.Foresight, site)
                .Replace("listen @listen@;\n", $"{NginxListening.Of(place)}{MarkerOf(release.Generation)}\n", StringComparison.Ordinal) + NginxListening.Redirecting(place),
        ProgramText("activate", place), ProgramText("deactivate", place), ProgramText("look", place));

    // Before the rules of the site, which may be for every path.
    private static string MarkerOf(GenerationId generation) => $"    if ($uri = {Marker}) {{ return 200 \"{generation.Value}\"; }}";

    /// <summary>A balancer is nothing but a configuration, over which another may be laid for a while.</summary>
    public static HostRelease Of(BalancerConfiguration configuration, HostPlace place) =>
        new([], configuration.Text, ProgramText("activate", place), ProgramText("deactivate", place), ProgramText("look", place));

    /// <summary>The file that a web server reads: what a release made live made of its configuration.</summary>
    public static string ServingOf(WebServerKind server) => server == WebServerKind.Caddy ? "serving.caddy" : "serving.conf";

    private static string ProgramText(string name, HostPlace place) => Script(name)
        .Replace("@server@\n", Script(place.Server == WebServerKind.Caddy ? "caddy" : "nginx"), StringComparison.Ordinal)
        .Replace("@serving@", ServingOf(place.Server), StringComparison.Ordinal)
        // A truth file lets no quote into the path.
        .Replace("@configuration@", place.Configuration, StringComparison.Ordinal);

    private static string Script(string name)
    {
        using var stream = typeof(HostReleases).Assembly.GetManifestResourceStream($"Chimera.Sites.Host.{name}.sh")!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
