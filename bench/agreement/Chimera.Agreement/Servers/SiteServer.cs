using System.Diagnostics;
using System.Net.Sockets;
using Chimera.Sites;
using Chimera.Sites.Declaration;
using Chimera.Sites.Host;
using Chimera.Sites.Platforms;
using Chimera.Sites.Publishing;

namespace Chimera.Agreement.Servers;

/// <summary>A real web server with the configuration of some sites, each as a plain host gets it, and their published files.</summary>
internal sealed class SiteServer : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("chimera-server-");
    private readonly Process _process;

    /// <param name="listen">Where a site is served, in the server's words; a socket of its own if null.</param>
    /// <param name="content">What a file holds, given the site and the file's address.</param>
    /// <param name="change">What is changed of a site's configuration before it is used.</param>
    public SiteServer(
        WebServerKind kind, string program, IReadOnlyList<Foresight> sites, Func<int, string>? listen, Func<Foresight, string, byte[]> content, Func<string, string>? change = null)
    {
        List<string> servers = [];
        for (var index = 0; index < sites.Count; index++)
        {
            var (site, root) = (sites[index], Path.Combine(_folder.FullName, $"site{index}"));
            Publish(site, root, content);
            var place = new HostPlace(listen?.Invoke(index) ?? $"unix:{SocketOf(index)}", "", "", null) { Server = kind };
            var configuration = HostReleases.Of(new Release(SiteGeneration.Of(site), site, []), $"site{index}", place).Configuration;
            servers.Add((change?.Invoke(configuration) ?? configuration).Replace("@root@", root, StringComparison.Ordinal));
        }

        var file = Path.Combine(_folder.FullName, "server.conf");
        File.WriteAllText(file, (kind == WebServerKind.Caddy ? Caddyfile : (Func<string, string>)Whole)(string.Concat(servers)));
        string[] arguments = kind == WebServerKind.Caddy ? ["run", "--config", file, "--adapter", "caddyfile"] : ["-p", _folder.FullName, "-e", "stderr", "-c", file];
        ProcessStartInfo start = new(program, arguments) { RedirectStandardError = true, UseShellExecute = false };
        start.Environment["HOME"] = start.Environment["XDG_CONFIG_HOME"] = start.Environment["XDG_DATA_HOME"] = _folder.FullName;
        _process = Process.Start(start)!;
        WaitUntilItAnswers(sites.Count, listen);
    }

    /// <summary>The socket at which a site is served.</summary>
    public string SocketOf(int site) => Path.Combine(_folder.FullName, $"{site}.sock");

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static void Publish(Foresight site, string root, Func<Foresight, string, byte[]> content)
    {
        Directory.CreateDirectory(root);
        foreach (var address in site.Published.UrlPaths)
        {
            var path = Path.Combine(root, address[1..]);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, content(site, address));
        }
    }

    private static string Caddyfile(string servers) => $"{{\n    admin off\n    auto_https off\n    log {{\n        level ERROR\n    }}\n}}\n{servers}";

    /// <summary>A person's own part, as <c>docs/publishing.md</c> asks for it.</summary>
    private static string Whole(string servers) =>
        $$"""
        daemon off;
        master_process off;
        worker_processes 1;
        pid nginx.pid;
        events { worker_connections 256; }
        http {
            access_log off;
            client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi; scgi_temp_path scgi;
            variables_hash_max_size 8192;
            variables_hash_bucket_size 128;
            map_hash_bucket_size 256;
        {{servers}}
        }
        """;

    private void WaitUntilItAnswers(int sites, Func<int, string>? listen)
    {
        var watch = Stopwatch.StartNew();
        for (var site = 0; site < sites;)
        {
            if (_process.HasExited || watch.Elapsed > Patience)
            {
                var why = _process.HasExited ? _process.StandardError.ReadToEnd() : "it does not answer";
                Dispose();
                throw new InvalidOperationException(why);
            }

            if (Answers(listen?.Invoke(site), SocketOf(site)))
            {
                site++;
            }
            else
            {
                Thread.Yield();
            }
        }
    }

    private static bool Answers(string? listen, string socket)
    {
        try
        {
            using Socket client = listen is null
                ? new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) : new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            client.Connect(listen is null ? new UnixDomainSocketEndPoint(socket) : System.Net.IPEndPoint.Parse(listen));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
