using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Chimera.Sites.Declaration;
using Chimera.Sites.Tests.Host;

namespace Chimera.Sites.Tests.Balancing;

/// <summary>A real nginx, with workers of its own, or a real Caddy, and a configuration that can be exchanged while it runs.</summary>
internal sealed class RunningServer : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("chimera-balance-");
    private readonly Process _process;
    private bool _isCaddy;

    private RunningServer(Func<string, ProcessStartInfo> start, int port)
    {
        _process = Process.Start(start(_folder.FullName))!;
        while (!Listens(port))
        {
            if (_process.HasExited)
            {
                throw new InvalidOperationException($"it ended with {_process.ExitCode}: {ErrorLog}");
            }

            Thread.Yield();
        }
    }

    public string Folder => _folder.FullName;

    private string ErrorLog => string.Concat(Directory.EnumerateFiles(Folder, "error.log").Select(File.ReadAllText));

    public static RunningServer Nginx(string http, int port, int workers = 2) => new(
        folder =>
        {
            File.WriteAllText(Path.Combine(folder, "nginx.conf"), Whole(http, workers));
            return new ProcessStartInfo(HostServer.Program!, ["-p", folder, "-e", Path.Combine(folder, "error.log"), "-c", Path.Combine(folder, "nginx.conf")]);
        },
        port);

    /// <param name="trusted">The authorities that it trusts; null for the system's.</param>
    public static RunningServer Caddy(string sites, int port, string? trusted = null) => new(
        folder =>
        {
            File.WriteAllText(Path.Combine(folder, "Caddyfile"), Caddyfile(folder, sites));
            var start = CaddyDoes(folder, "run");
            if (trusted is not null)
            {
                start.Environment["SSL_CERT_FILE"] = trusted;
            }

            return start;
        },
        port)
    {
        _isCaddy = true,
    };

    public static RunningServer Of(WebServerKind kind, string text, int port) => kind == WebServerKind.Caddy ? Caddy(text, port) : Nginx(text, port);

    /// <summary>As a host does it: the new configuration takes the place of the old, then the web server is told.</summary>
    public void Reload(string text)
    {
        var file = Path.Combine(Folder, _isCaddy ? "Caddyfile" : "nginx.conf");
        File.WriteAllText(file + ".new", _isCaddy ? Caddyfile(Folder, text) : Whole(text, 2));
        File.Move(file + ".new", file, overwrite: true);
        using var reload = Process.Start(_isCaddy
            ? CaddyDoes(Folder, "reload")
            : new ProcessStartInfo(HostServer.Program!, ["-p", Folder, "-e", Path.Combine(Folder, "error.log"), "-c", file, "-s", "reload"]))!;
        reload.WaitForExit();
        Assert.True(reload.ExitCode == 0, ErrorLog);
    }

    /// <summary>At once, as if the power went: with all its workers.</summary>
    public void Kill()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
    }

    public void Dispose()
    {
        Kill();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static ProcessStartInfo CaddyDoes(string folder, string what)
    {
        ProcessStartInfo start = new(HostServer.Programs[WebServerKind.Caddy]!, [what, "--adapter", "caddyfile", "--config", Path.Combine(folder, "Caddyfile")]);
        start.Environment["HOME"] = start.Environment["XDG_CONFIG_HOME"] = start.Environment["XDG_DATA_HOME"] = folder;
        return start;
    }

    private static string Caddyfile(string folder, string sites) =>
        $"{{\n    admin unix/{folder}/admin.sock\n    auto_https off\n    log {{\n        output file {folder}/error.log\n        level ERROR\n    }}\n}}\n{sites}";

    private static bool Listens(int port)
    {
        try
        {
            using TcpClient client = new();
            client.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static string Whole(string http, int workers) =>
        $$"""
        daemon off;
        worker_processes {{workers}};
        pid nginx.pid;
        error_log error.log error;
        events { worker_connections 512; }
        http {
            access_log off;
            client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
            variables_hash_max_size 8192;
            variables_hash_bucket_size 128;
            map_hash_bucket_size 256;
            geo $chimera_dollar { default "$"; }
        {{http}}
        }
        """;
}
