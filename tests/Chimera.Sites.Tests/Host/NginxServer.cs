using Chimera.Agreement.Servers;
using Chimera.Sites.Platforms;
using Chimera.Sites.Tests.Balancing;

namespace Chimera.Sites.Tests.Host;

/// <summary>A real nginx with the generated configuration of some sites, each on a port of its own, and their published files.</summary>
internal sealed class NginxServer : IDisposable
{
    private readonly SiteServer _server;

    public NginxServer(IReadOnlyList<Foresight> sites)
    {
        var ports = Ports.Free(sites.Count);
        _server = new SiteServer(Program!, sites, index => $"127.0.0.1:{ports[index]}", (site, address) => site.Published.Read(address)!);
        Addresses = [.. ports.Select(port => new Uri($"http://127.0.0.1:{port}/"))];
    }

    public static string? Program { get; } = new[] { "/usr/sbin/nginx", "/usr/bin/nginx" }.FirstOrDefault(File.Exists);

    public IReadOnlyList<Uri> Addresses { get; }

    public void Dispose() => _server.Dispose();
}
