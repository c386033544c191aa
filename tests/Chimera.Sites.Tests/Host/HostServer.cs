using Chimera.Agreement.Servers;
using Chimera.Sites.Declaration;
using Chimera.Sites.Platforms;
using Chimera.Sites.Tests.Balancing;

namespace Chimera.Sites.Tests.Host;

/// <summary>A real web server with the generated configuration of some sites, each on a port of its own, and their published files.</summary>
internal sealed class HostServer : IDisposable
{
    private readonly SiteServer _server;

    public HostServer(WebServerKind kind, IReadOnlyList<Foresight> sites)
    {
        var ports = Ports.Free(sites.Count);
        _server = new SiteServer(kind, Programs[kind]!, sites, index => $"127.0.0.1:{ports[index]}", (site, address) => site.Published.Read(address)!);
        Addresses = [.. ports.Select(port => new Uri($"http://127.0.0.1:{port}/"))];
    }

    /// <summary>Where each is; null where it is not installed.</summary>
    public static IReadOnlyDictionary<WebServerKind, string?> Programs { get; } = Enum.GetValues<WebServerKind>().ToDictionary(kind => kind, kind =>
        $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin:/usr/bin".Split(':').Select(folder => Path.Combine(folder, kind == WebServerKind.Caddy ? "caddy" : "nginx")).FirstOrDefault(File.Exists));

    /// <summary>nginx.</summary>
    public static string? Program => Programs[WebServerKind.Nginx];

    public IReadOnlyList<Uri> Addresses { get; }

    public void Dispose() => _server.Dispose();
}
