namespace Chimera.Cli.Tests;

/// <summary>Bad truth, bad systems, missing programs, hosts that cannot be reached: one message, an exit code, nothing changed.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    [Fact]
    public async Task Without_a_truth_file_a_person_is_told_how_to_write_one() => Snapshot.Holds(await Binary.RunAsync(_sandbox, "plan"));

    [Fact]
    public async Task Init_writes_a_truth_that_reads_and_never_writes_over_one()
    {
        var first = await Binary.RunAsync(_sandbox, "init");
        var written = _sandbox.Read("chimera.yaml");
        var second = await Binary.RunAsync(_sandbox, "init");
        var config = await Binary.RunAsync(_sandbox, "config", "show");

        Snapshot.Holds($"{first}{second}");
        Assert.Equal(written, _sandbox.Read("chimera.yaml"));
        Assert.Equal((0, ""), (config.ExitCode, config.Error));
    }

    [Fact]
    public async Task Every_error_of_a_truth_file_is_told_at_once_with_its_place()
    {
        _sandbox.Write("chimera.yaml", """
            version: 2
            rollout:
              canery: 1
              max_parallel: none
            fleet:
              hosts:
                web1: { address: "-oProxyCommand=x", tags: [web], tags: [eu] }
                web2: { adress: 10.0.0.2 }
              systems:
                web:
                  path: /nix/store/0
                  flake: .#x
                  on: web and
                  depends_on: [db]
            """);

        Snapshot.Holds(await Binary.RunAsync(_sandbox, "plan"));
    }

    [Fact]
    public async Task An_api_that_a_token_would_go_to_in_the_clear_is_an_error_of_the_truth()
    {
        _sandbox.Write("web/index.html", "hello");
        _sandbox.Write("chimera.yaml", """
            version: 1
            sites:
              docs:
                path: web
                platforms: [netlify, render, github-pages]
                netlify: { site: docs.netlify.app, api: "http://api.example.org/v1/" }
                render: { service: srv-1, api: "http://somebody@10.0.0.1:8080/" }
                github-pages: { repository: owner/name, api: "http://localhost.example.org/" }
              here:
                path: web
                platforms: netlify
                netlify: { site: here.netlify.app, api: "http://127.0.0.1:1/" }
            """);

        Snapshot.Holds(await Binary.RunAsync(_sandbox, "plan"));
    }

    [Fact]
    public async Task What_is_no_yaml_is_told_with_its_place()
    {
        _sandbox.Write("chimera.yaml", "version: 1\nfleet: [\n");

        Snapshot.Holds(await Binary.RunAsync(_sandbox, "status"));
    }

    [Fact]
    public async Task A_system_that_does_not_evaluate_stops_everything_before_it_begins()
    {
        Prerequisites.Need("nix-instantiate");
        _sandbox.Write("chimera.yaml", Truth("file: ./system.nix"));
        _sandbox.Write("system.nix", "{\n  web = throw \"no such luck\";\n}.web\n");

        var run = await Binary.RunAsync(_sandbox, "deploy", "--yes");

        Assert.Equal(4, run.ExitCode);
        Assert.Contains("nix.evaluation-failed", run.Error, StringComparison.Ordinal);
        Assert.Contains("no such luck", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_nix_says_how_to_get_it()
    {
        _sandbox.Write("chimera.yaml", Truth("file: ./system.nix"));
        _sandbox.Write("system.nix", "1");
        _sandbox.Environment["PATH"] = _sandbox.Folder;

        Snapshot.Holds(await Binary.RunAsync(_sandbox, "plan"));
    }

    [Fact]
    public async Task A_missing_ssh_says_how_to_get_it()
    {
        Prerequisites.Need("nix-store");
        _sandbox.Write("chimera.yaml", Truth($"path: {await StorePaths.AddAsync(_sandbox)}"));
        _sandbox.Environment["PATH"] = _sandbox.Folder;
        File.CreateSymbolicLink(Path.Combine(_sandbox.Folder, "nix-store"), Prerequisites.Find("nix-store")!);

        var run = await Binary.RunAsync(_sandbox, "plan");

        Assert.Equal(11, run.ExitCode);
        Assert.Contains("[ssh.not-found]", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_cannot_be_reached_is_named_with_what_to_do()
    {
        Prerequisites.Need("nix-store", "ssh");
        _sandbox.Write("chimera.yaml", Truth($"path: {await StorePaths.AddAsync(_sandbox)}"));

        var run = await Binary.RunAsync(_sandbox, "deploy", "--yes");

        Assert.Equal(7, run.ExitCode);
        Assert.Contains("[ssh.connection-refused]", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_selector_that_is_wrong_or_chooses_nothing_is_refused()
    {
        _sandbox.Write("chimera.yaml", Truth($"path: {StorePaths.Missing}"));

        Snapshot.Holds($"{await Binary.RunAsync(_sandbox, "plan", "--on", "web and (")}{await Binary.RunAsync(_sandbox, "plan", "--on", "nobody")}");
    }

    [Fact]
    public async Task What_was_never_recorded_cannot_be_gone_back_to() => Snapshot.Holds(
        $"{await Binary.RunAsync(_sandbox, "rollback", "--yes")}{await Binary.RunAsync(_sandbox, "rollback", "--to", "7", "--yes")}"
        + $"{await Binary.RunAsync(_sandbox, "panic", "--yes")}{await Binary.RunAsync(_sandbox, "deploy", "--resume")}"
        + $"{await Binary.RunAsync(_sandbox, "deploy", "--plan", "sha256:abc", "--yes")}");

    [Fact]
    public async Task Without_a_ledger_there_is_nothing_to_verify()
    {
        _sandbox.Write("proof", "not a proof");

        Snapshot.Holds(
            $"{await Binary.RunAsync(_sandbox, "ledger", "verify")}{await Binary.RunAsync(_sandbox, "ledger", "prove", "0")}"
            + $"{await Binary.RunAsync(_sandbox, "ledger", "prove")}{await Binary.RunAsync(_sandbox, "ledger", "check", "proof", "--key", "proof")}");
    }

    [Fact]
    public async Task Switched_off_it_changes_nothing()
    {
        _sandbox.Write("chimera.yaml", Truth($"path: {StorePaths.Missing}"));
        _sandbox.Environment["CHIMERA_ENABLED"] = "false";

        Snapshot.Holds(await Binary.RunAsync(_sandbox, "deploy", "--yes"));
    }

    public void Dispose() => _sandbox.Dispose();

    /// <summary>One host where nobody listens: port 1 of the loopback.</summary>
    private static string Truth(string system) => $$"""
        version: 1
        fleet:
          hosts:
            web1: { address: 127.0.0.1, port: 1 }
          systems:
            web:
              {{system}}
              on: all
        """;
}
