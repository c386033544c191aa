using System.Text.Json.Nodes;

namespace Chimera.Cli.Tests;

/// <summary>A lab of a few hosts, made and removed with the program itself, shared by the tests of this assembly.</summary>
public sealed class CliLab : IAsyncLifetime
{
    public const int Hosts = 4;

    private readonly Sandbox _sandbox = new();

    /// <summary>Null when it is up; otherwise why there is none.</summary>
    public string? Missing { get; private set; }

    internal string Folder => Path.Combine(_sandbox.Folder, "lab");

    /// <summary>Where the network finds a host.</summary>
    internal string AddressOf(string host)
    {
        var lines = File.ReadAllLines(Path.Combine(Folder, "ssh_config"));
        return lines[Array.IndexOf(lines, $"Host {host}") + 1].Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
    }

    public async ValueTask InitializeAsync()
    {
        string[] needed = ["nix-store", "ssh", "sshd", "tmux", "busybox", "unshare"];
        var missing = needed.Where(program => Prerequisites.Find(program) is null).ToList();
        Missing = !Environment.IsPrivilegedProcess ? "the lab needs root"
            : missing.Count > 0 ? $"not installed here: {string.Join(", ", missing)}"
            : null;
        if (Missing is null)
        {
            var up = await Binary.RunAsync(_sandbox, "lab", "up", Hosts.ToString(), "--dir", Folder);
            Assert.True(up.ExitCode == 0, up.ToString());
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Missing is null)
        {
            await Binary.RunAsync(_sandbox, "lab", "down", "--dir", Folder);
        }

        _sandbox.Dispose();
    }

    internal async Task BreakAsync(string host, string kind)
    {
        var run = await Binary.RunAsync(_sandbox, "lab", "break", host, kind, "--dir", Folder);
        Assert.True(run.ExitCode == 0, run.ToString());
    }

    /// <summary>Every host is on and as new: nothing was ever deployed to it.</summary>
    internal async Task RenewAsync()
    {
        Assert.SkipWhen(Missing is not null, Missing ?? "");
        var down = await Binary.RunAsync(_sandbox, "lab", "down", "--dir", Folder);
        Assert.True(down.ExitCode == 0, down.ToString());
        var up = await Binary.RunAsync(_sandbox, "lab", "up", Hosts.ToString(), "--dir", Folder);
        Assert.True(up.ExitCode == 0, up.ToString());
    }

    /// <summary>Writes a truth for the example systems into the sandbox.</summary>
    /// <param name="web">The attribute for the odd hosts.</param>
    /// <param name="db">The attribute for the even hosts.</param>
    internal void Declare(Sandbox sandbox, string web, string db)
    {
        foreach (var file in new[] { "systems.nix", "switch-to-configuration.sh" })
        {
            sandbox.Write(file, File.ReadAllText(Path.Combine(Checkout.Root, "examples", "fleet", file)));
        }

        WriteTruth(sandbox, "canary: 1, max_parallel: 2, min_healthy_time: 200ms, healthy_deadline: 15s", $$"""
              systems:
                db:
                  file: ./systems.nix
                  attr: {{db}}
                  on: even
                  health: [ { command: /run/current-system/sw/bin/ping-db } ]
                web:
                  file: ./systems.nix
                  attr: {{web}}
                  on: odd
                  depends_on: [db]
                  health: [ { http: "http://self.lab:18080/", status: 200, from: host } ]
            """);
    }

    /// <summary>Writes a truth for one site, 'docs', which is the sandbox's folder 'site' on hosts of the lab.</summary>
    /// <param name="rollout">What is set for rollouts.</param>
    /// <param name="site">Where and how the site is shown, as lines of its own.</param>
    internal void DeclareSite(Sandbox sandbox, string rollout, string site) => WriteTruth(sandbox, rollout, $$"""
        sites:
          docs:
            path: site
            platforms: [host]
            {{site.ReplaceLineEndings("\n    ")}}
        """);

    /// <param name="more">More of the fleet, and other sections.</param>
    private void WriteTruth(Sandbox sandbox, string rollout, string more) => sandbox.Write("chimera.yaml", $$"""
        version: 1
        rollout: { {{rollout}} }
        fleet:
          hosts_file: {{Folder}}/hosts.yaml
          defaults: { ssh_config: {{Folder}}/ssh_config, user: root }
        {{more}}
        """);

    /// <summary>What each host says it is, by the name and version of its live system.</summary>
    internal static async Task<SortedDictionary<string, string>> LiveAsync(Sandbox sandbox)
    {
        var run = await Binary.RunAsync(sandbox, "status", "-o", "json");
        var rows = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!);
        return new SortedDictionary<string, string>(rows.ToDictionary(
            row => row["target"]!.GetValue<string>(),
            row => row["live"]?.GetValue<string>().Split("HASH-")[^1] ?? row["state"]!.GetValue<string>()), StringComparer.Ordinal);
    }
}
