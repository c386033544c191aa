using Chimera.Engine.Planning;
using Chimera.Sites.Balancing;
using Chimera.Sites.Declaration;
using Chimera.Sites.Host.Nginx;
using Chimera.Sites.Publishing;

namespace Chimera.Sites.Host;

/// <summary>Makes of a release what stands on a host: the files, nginx's configuration, and the programs that make it live and take it away.</summary>
internal static class HostReleases
{
    /// <summary>Where a host says which release answers: its generation, and nothing else.</summary>
    public const string Marker = "/.well-known/chimera-release";

    /// <exception cref="InvalidOperationException">nginx cannot be told a part of it (<see cref="NginxConfiguration.Inexpressible"/>).</exception>
    public static HostRelease Of(Release release, string site, HostPlace place)
    {
        var configuration = NginxConfiguration.Of(release.Foresight, site)
            .Replace("listen @listen@;\n", $"{NginxListening.Of(place)}{MarkerOf(release.Generation)}\n", StringComparison.Ordinal) + NginxListening.Redirecting(place);
        return new HostRelease(release.Files, configuration, ProgramText("activate", place), ProgramText("deactivate", place));
    }

    // Before the rules of the site, which may be for every path.
    private static string MarkerOf(GenerationId generation) => $"    if ($uri = {Marker}) {{ return 200 \"{generation.Value}\"; }}";

    /// <summary>A balancer is nothing but a configuration, over which another may be laid for a while.</summary>
    public static HostRelease Of(BalancerConfiguration configuration, HostPlace place) =>
        new([], configuration.Text, ProgramText("activate", place), ProgramText("deactivate", place)) { Look = ProgramText("look", place) };

    private static string ProgramText(string name, HostPlace place)
    {
        using var stream = typeof(HostReleases).Assembly.GetManifestResourceStream($"Chimera.Sites.Host.{name}.sh")!;
        using StreamReader reader = new(stream);
        // A truth file lets no quote into the path.
        return reader.ReadToEnd().Replace("@configuration@", place.Configuration, StringComparison.Ordinal);
    }
}
