using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Net;

namespace Chimera.SitesDeployBench;

/// <summary>Chimera and rsync before one lab host: real sshd, real nginx, the same ssh settings, one wire.</summary>
internal sealed class HostPart : IDisposable
{
    public const string Mine = "chimera";
    public const string InPlace = "rsync -az";
    public const string Checksums = "rsync -azc";
    public const string Releases = "rsync to a release";

    private const string Host = "lab1";
    private const string Peers = "/var/peers";

    // What people write: link what is the same, bring the rest, switch a link, let nginx take it in. One login, kept for both commands.
    private const string ReleaseScript = """
        set -eu
        config=$1 site=$2 release=$3 base=$4 control="-F $1 -o ControlMaster=auto -o ControlPersist=yes -o ControlPath=$5"
        trap 'ssh $control -O exit lab1 2>/dev/null' EXIT
        rsync -az --delete --link-dest="$base/current/" -e "ssh $control" "$site/" "lab1:$base/$release/"
        ssh $control lab1 "ln -sfn $release $base/.next && mv -T $base/.next $base/current && nginx -c /var/lib/web/nginx.conf -s reload"
        """;

    private readonly Commands _commands;
    private readonly SiteMaker _site;
    private readonly Wire _ssh;
    private readonly Wire _visits;
    private readonly string _log;
    private readonly string _root;
    private readonly string _config;
    private readonly string _work;
    private readonly string _chimera;
    private readonly HttpClient _http = new();
    private readonly Uri _released;
    private int _release;

    /// <param name="lab">Of one host, with nginx.</param>
    public HostPart(Commands commands, SiteMaker site, string chimera, string lab, string work)
    {
        (_commands, _site, _chimera, _work) = (commands, site, chimera, Path.Combine(work, "host"));
        Directory.CreateDirectory(_work);
        var settings = File.ReadAllLines(Path.Combine(lab, "ssh_config"));
        var address = IPAddress.Parse(Value(settings, "HostName"));
        _ssh = new Wire(new IPEndPoint(address, int.Parse(Value(settings, "Port"), CultureInfo.InvariantCulture)));
        _visits = new Wire(new IPEndPoint(address, 8080));
        _released = new Uri($"http://{address}:8081/");
        _config = Path.Combine(_work, "ssh_config");
        File.WriteAllLines(
            _config, settings.Select(line => line.Trim().StartsWith("Port ", StringComparison.Ordinal) ? $"  Port {_ssh.Port}" : line));
        (_root, _log) = (Path.Combine(lab, "hosts", Host), Path.Combine(lab, "hosts", Host, "var/log/sshd.log"));
        File.WriteAllText(Path.Combine(_work, "chimera.yaml"), $$"""
            version: 1
            rollout: { min_healthy_time: 0s, healthy_deadline: 60s }
            fleet:
              hosts_file: {{lab}}/hosts.yaml
              defaults: { ssh_config: {{_config}}, user: root }
            sites:
              site:
                path: {{site.Folder}}
                platforms: host
                host:
                  on: {{Host}}
                  listen: "{host}:8080"
                  nginx: /var/lib/web/nginx.conf
                  address: "http://{{address}}:{{_visits.Port}}"
            """);
        commands.Run(new Command(chimera, ["key", "new"], _work));
        var web = Path.Combine(_root, "var/lib/web");
        File.WriteAllText(Path.Combine(web, "peers.conf"), $"server {{ listen {address}:8081; root {Peers}/releases/current; }}\n");
        var nginx = File.ReadAllText(Path.Combine(web, "nginx.conf"));
        File.WriteAllText(
            Path.Combine(web, "nginx.conf"), nginx.Replace("access_log off;", "access_log off; include /var/lib/web/peers.conf;", StringComparison.Ordinal));
        Ssh($"mkdir -p {Peers}/inplace {Peers}/checksums {Peers}/releases/none && ln -sfn none {Peers}/releases/current");
    }

    public Figures First { get; } = new(Mine, InPlace, Checksums, Releases);

    public Figures Later { get; } = new(Mine, InPlace, Checksums, Releases);

    /// <summary>A login that does nothing, on the same wire.</summary>
    public (Cost Cost, WireCount Wire) Login { get; private set; } = (new Cost(0, null, null), default);

    public void MeasureLogin()
    {
        var before = _ssh.Count;
        var (cost, _) = _commands.Measure(SshCommand("true"));
        Login = (cost, _ssh.Count - before);
    }

    public void Deploy(string who, IReadOnlyList<string> changed, Figures figures)
    {
        var (sent, seen, logins) = (_ssh.Count, _visits.Count, Logins());
        var (cost, _) = _commands.Measure(CommandOf(who));
        var (wire, live) = (_ssh.Count - sent, _visits.Count - seen);
        var now = FolderOf(who);
        foreach (var path in changed)
        {
            if (!Same(Path.Combine(now, path), path))
            {
                throw new InvalidOperationException($"{who} did not bring {path}");
            }
        }

        if (who == Releases && !_http.GetByteArrayAsync(new Uri(_released, changed[0])).Result.SequenceEqual(Here(changed[0])))
        {
            throw new InvalidOperationException($"{who} is not what visitors get");
        }

        figures.Add("bytes sent", Unit.Bytes, who, wire.Out);
        figures.Add("bytes received", Unit.Bytes, who, wire.In);
        figures.Add("logins", Unit.Count, who, Logins() - logins);
        figures.Add("connections", Unit.Count, who, wire.Connections);
        figures.Add("turns of the conversation", Unit.Count, who, wire.Turns);
        figures.Add("CPU time, both ends", Unit.Milliseconds, who, cost.Controller + cost.Host);
        figures.Add("CPU time of the controller", Unit.Milliseconds, who, cost.Controller);
        figures.Add("CPU time of the host", Unit.Milliseconds, who, cost.Host);
        figures.Add("time", Unit.Milliseconds, who, cost.Wall);
        if (who == Mine)
        {
            figures.Add("live check, apart: bytes received", Unit.Bytes, who, live.In);
        }
    }

    /// <summary>One login, and the contents, compressed as one.</summary>
    public void SayFloor(Figures figures, IReadOnlyCollection<string> sent)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            foreach (var path in sent)
            {
                gzip.Write(File.ReadAllBytes(Path.Combine(_site.Folder, path)));
            }
        }

        figures.Floor("bytes sent", Login.Wire.Out + packed.Length);
        figures.Floor("bytes received", Login.Wire.In);
        figures.Floor("logins", 1);
        figures.Floor("connections", 1);
        figures.Floor("turns of the conversation", Login.Wire.Turns);
        if (Login.Cost is { Controller: { } mine, Host: { } theirs })
        {
            figures.Floor("CPU time, both ends", mine + theirs);
            figures.Floor("CPU time of the controller", mine);
            figures.Floor("CPU time of the host", theirs);
        }

        figures.Floor("time", Login.Cost.Wall);
    }

    public void Dispose()
    {
        _http.Dispose();
        _ssh.Dispose();
        _visits.Dispose();
    }

    private Command CommandOf(string who) => who switch
    {
        Mine => new Command(_chimera, ["deploy", "--certify", "--yes"], _work),
        InPlace => Rsync("-az", $"{Peers}/inplace/"),
        Checksums => Rsync("-azc", $"{Peers}/checksums/"),
        _ => new Command(
            "/bin/sh",
            ["-c", ReleaseScript, "sh", _config, _site.Folder, $"release-{++_release}", $"{Peers}/releases", Path.Combine(_work, "control")], _work),
    };

    private string FolderOf(string who)
    {
        var folder = who switch
        {
            Mine => Path.Combine(_root, "var/lib/chimera/folders/site/releases"),
            InPlace => Path.Combine(_root, "var/peers/inplace"),
            Checksums => Path.Combine(_root, "var/peers/checksums"),
            _ => Path.Combine(_root, $"var/peers/releases/release-{_release}"),
        };
        return who == Mine
            ? Path.Combine(new DirectoryInfo(folder).GetDirectories().MaxBy(release => release.LastWriteTimeUtc)!.FullName, "www")
            : folder;
    }

    private Command Rsync(string how, string to) =>
        new("rsync", [how, "--delete", "-e", $"ssh -F {_config}", $"{_site.Folder}/", $"{Host}:{to}"], _work);

    private Command SshCommand(string command) => new("ssh", ["-F", _config, Host, command], _work);

    private void Ssh(string command) => _commands.Run(SshCommand(command));

    private int Logins() => File.ReadLines(_log).Count(line => line.Contains("Accepted ", StringComparison.Ordinal));

    private bool Same(string there, string path) => File.ReadAllBytes(there).SequenceEqual(Here(path));

    private byte[] Here(string path) => File.ReadAllBytes(Path.Combine(_site.Folder, path));

    private static string Value(IEnumerable<string> settings, string name) =>
        settings.Select(line => line.Trim().Split(' ', 2)).First(words => words[0] == name)[1];
}
