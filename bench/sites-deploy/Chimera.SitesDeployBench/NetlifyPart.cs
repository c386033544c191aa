using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Chimera.NetlifyDouble;

namespace Chimera.SitesDeployBench;

/// <summary>Chimera and Netlify's own command, each before a double of its own.</summary>
internal sealed class NetlifyPart : IDisposable
{
    public const string Mine = "chimera";
    public const string Theirs = "netlify-cli";

    // POST or PUT of the list of files; a look at what is lacking; a look at whether it is ready.
    private const int InevitableRequests = 3;

    private readonly Commands _commands;
    private readonly SiteMaker _site;
    private readonly Dictionary<string, (NetlifyService Netlify, Wire Api, Wire Visits, Command Deploy)> _tools = [];

    /// <param name="cli">Where netlify-cli is installed.</param>
    public NetlifyPart(Commands commands, SiteMaker site, string chimera, string cli, string work)
    {
        (_commands, _site) = (commands, site);
        var (mine, theirs) = (Path.Combine(work, "netlify"), Path.Combine(work, "netlify-cli"));
        var api = Add(Mine, address => new Command(chimera, ["deploy", "--certify", "--yes"], mine));
        Directory.CreateDirectory(mine);
        File.WriteAllText(Path.Combine(mine, "chimera.yaml"), $$"""
            version: 1
            rollout: { min_healthy_time: 0s, healthy_deadline: 60s }
            sites:
              site:
                path: {{site.Folder}}
                platforms: netlify
                netlify:
                  site: {{NetlifyService.Site}}
                  api: "{{api}}"
                  address: "http://127.0.0.1:{{_tools[Mine].Visits.Port}}"
                  token: { file: token }
            """);
        File.WriteAllText(Path.Combine(mine, "token"), NetlifyService.Token);
        File.SetUnixFileMode(Path.Combine(mine, "token"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        commands.Run(new Command(chimera, ["key", "new"], mine));

        Directory.CreateDirectory(Path.Combine(theirs, ".config", "netlify"));
        File.WriteAllText(Path.Combine(theirs, ".config", "netlify", "config.json"), """{ "telemetryDisabled": true }""");
        Add(Theirs, address => new Command(
            "node",
            [
                Path.Combine(cli, "node_modules/netlify-cli/bin/run.js"), "deploy", "--prod", "--no-build", "--json",
                "--dir", site.Folder, "--site", NetlifyService.Site,
            ],
            theirs)
        {
            Environment = ImmutableDictionary<string, string>.Empty
                .Add("HOME", theirs).Add("XDG_CONFIG_HOME", Path.Combine(theirs, ".config")).Add("NO_UPDATE_NOTIFIER", "1")
                .Add("NETLIFY_API_URL", address.TrimEnd('/')).Add("NETLIFY_AUTH_TOKEN", NetlifyService.Token)
                .Add("NODE_OPTIONS", $"--require {Path.Combine(cli, "only-here.cjs")}"),
        });
    }

    public Figures First { get; } = new(Mine, Theirs);

    public Figures Later { get; } = new(Mine, Theirs);

    /// <summary>How often each asked for what the last time.</summary>
    public SortedDictionary<string, Dictionary<string, int>> Asked { get; } = new(StringComparer.Ordinal);

    public IEnumerable<string> Undocumented => _tools[Mine].Netlify.Undocumented;

    /// <param name="changed">What is to be found there afterwards.</param>
    public void Deploy(string who, IReadOnlyList<string> changed, Figures figures)
    {
        var (netlify, api, visits, deploy) = _tools[who];
        var (before, sent, seen, visited) = (netlify.Requests.Count, api.Count, visits.Count, netlify.Visits);
        var (cost, _) = _commands.Measure(deploy);
        var requests = netlify.Requests.Skip(before).ToList();
        var wire = api.Count - sent;
        foreach (var path in changed)
        {
            if (!netlify.Published.TryGetValue($"/{path}", out var sha1) || sha1 != Sha1(File.ReadAllBytes(Path.Combine(_site.Folder, path))))
            {
                throw new InvalidOperationException($"{who} did not publish {path}");
            }
        }

        figures.Add("requests to the API", Unit.Count, who, requests.Count);
        var contents = requests.Count(request => request.StartsWith("PUT /deploys/", StringComparison.Ordinal));
        figures.Add("of them contents", Unit.Count, who, contents);
        figures.Add("bytes sent", Unit.Bytes, who, wire.Out);
        figures.Add("bytes received", Unit.Bytes, who, wire.In);
        figures.Add("CPU time", Unit.Milliseconds, who, cost.Controller);
        figures.Add("time, waits for the platform included", Unit.Milliseconds, who, cost.Wall);
        if (netlify.Visits > visited)
        {
            figures.Add("live check, apart: requests", Unit.Count, who, netlify.Visits - visited);
            figures.Add("live check, apart: bytes received", Unit.Bytes, who, (visits.Count - seen).In);
        }

        foreach (var (_, counts) in Asked)
        {
            counts.Remove(who);
        }

        foreach (var group in requests.GroupBy(request => request, StringComparer.Ordinal))
        {
            Note(group.Key, who, group.Count());
        }
    }

    /// <summary>What the API's document asks for, without headers: one list of all files, the contents, and what must be looked at.</summary>
    public void SayFloor(Figures figures, IReadOnlyCollection<string> sent)
    {
        var published = _tools[Mine].Netlify.Published;
        JsonObject list = new() { ["files"] = new JsonObject(published.Select(file => KeyValuePair.Create(file.Key, (JsonNode?)JsonValue.Create(file.Value)))), ["async"] = true };
        var contents = sent.Select(path => File.ReadAllBytes(Path.Combine(_site.Folder, path))).ToList();
        var distinct = contents.Select(Sha1).Distinct(StringComparer.Ordinal).Count();
        figures.Floor("requests to the API", InevitableRequests + distinct);
        figures.Floor("of them contents", distinct);
        figures.Floor("bytes sent", Encoding.UTF8.GetByteCount(list.ToJsonString()) + contents.Sum(content => content.LongLength));
    }

    public void Dispose()
    {
        foreach (var (_, tool) in _tools)
        {
            tool.Api.Dispose();
            tool.Visits.Dispose();
            tool.Netlify.Dispose();
        }
    }

    private string Add(string who, Func<string, Command> deploy)
    {
        NetlifyService netlify = new();
        Wire api = new(new IPEndPoint(IPAddress.Loopback, netlify.Api.Port)), visits = new(new IPEndPoint(IPAddress.Loopback, netlify.Address.Port));
        var address = $"http://127.0.0.1:{api.Port}/api/v1/";
        _tools[who] = (netlify, api, visits, deploy(address));
        return address;
    }

    private void Note(string operation, string who, int times)
    {
        if (!Asked.TryGetValue(operation, out var counts))
        {
            Asked[operation] = counts = new Dictionary<string, int>(StringComparer.Ordinal);
        }

        counts[who] = times;
    }

    [SuppressMessage("Security", "CA5350", Justification = "It is what Netlify counts by.")]
    private static string Sha1(byte[] content) => Convert.ToHexStringLower(SHA1.HashData(content));
}
