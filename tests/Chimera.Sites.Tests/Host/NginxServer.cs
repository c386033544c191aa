using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Chimera.Sites.Host.Nginx;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Tests.Host;

/// <summary>A real nginx with the generated configuration of some sites, each on a port of its own, and their published files.</summary>
internal sealed class NginxServer : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("chimera-nginx-");
    private readonly Process _process;

    public NginxServer(IReadOnlyList<Foresight> sites)
    {
        List<string> servers = [];
        List<Uri> addresses = [];
        for (var index = 0; index < sites.Count; index++)
        {
            var root = Path.Combine(_folder.FullName, $"site{index}");
            Publish(sites[index], root);
            var port = FreePort();
            addresses.Add(new Uri($"http://127.0.0.1:{port}/"));
            servers.Add(NginxConfiguration.Of(sites[index], $"site{index}")
                .Replace("@root@", root, StringComparison.Ordinal).Replace("@listen@", $"127.0.0.1:{port}", StringComparison.Ordinal));
        }

        Addresses = addresses;
        var file = Path.Combine(_folder.FullName, "nginx.conf");
        File.WriteAllText(file, Whole(string.Concat(servers)));
        _process = Start(file);
        WaitUntilItListens(addresses[0].Port);
    }

    public static string? Program { get; } = new[] { "/usr/sbin/nginx", "/usr/bin/nginx" }.FirstOrDefault(File.Exists);

    public IReadOnlyList<Uri> Addresses { get; }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static void Publish(Foresight site, string root)
    {
        Directory.CreateDirectory(root);
        foreach (var file in site.Published.All)
        {
            var address = site.Published.UrlPathOf(file);
            var path = Path.Combine(root, address[1..]);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, site.Published.Read(address)!);
        }
    }

    private static string Whole(string servers) =>
        $$"""
        daemon off;
        master_process off;
        worker_processes 1;
        pid nginx.pid;
        error_log stderr error;
        events { worker_connections 256; }
        http {
            access_log off;
            client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
            include /etc/nginx/mime.types;
            variables_hash_max_size 8192;
            variables_hash_bucket_size 128;
            map_hash_bucket_size 256;
            geo $chimera_dollar { default "$"; }
        {{servers}}
        }
        """;

    private static int FreePort()
    {
        using TcpListener probe = new(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private Process Start(string file) => Process.Start(new ProcessStartInfo(Program!, ["-p", _folder.FullName, "-c", file])
    {
        RedirectStandardError = true, UseShellExecute = false,
    })!;

    private void WaitUntilItListens(int port)
    {
        while (true)
        {
            if (_process.HasExited)
            {
                throw new InvalidOperationException(_process.StandardError.ReadToEnd());
            }

            try
            {
                using TcpClient client = new();
                client.Connect(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException)
            {
                // Not yet, or it ends.
                Thread.Yield();
            }
        }
    }
}
