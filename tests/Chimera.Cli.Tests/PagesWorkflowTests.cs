using System.Globalization;
using System.Text;
using Chimera.Documents;
using Chimera.Engine.Truth.Documents;
using Chimera.Engine.Validation;
using Chimera.Sites.Tests.GithubPages.Deploying;
using Chimera.Tests.Common;

namespace Chimera.Cli.Tests;

/// <summary>The workflow in <c>examples/github-pages</c>, step by step as a runner takes it, with the real program and a double of GitHub.</summary>
public sealed class PagesWorkflowTests : IDisposable
{
    private static readonly string Example = Path.Combine(Beside.Root, "examples", "github-pages");

    private readonly Sandbox _sandbox = new();
    private readonly GithubDouble _github = new(folder: null);
    private readonly Node _workflow;

    public PagesWorkflowTests()
    {
        Findings problems = new();
        _workflow = YamlReader.Read(File.ReadAllBytes(Path.Combine(Example, "publish.yml")), "publish.yml", problems)!;
        Assert.Empty(problems);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Example, "site")))
        {
            _sandbox.Write($"site/{Path.GetFileName(file)}", File.ReadAllText(file));
        }

        var declared = File.ReadAllText(Path.Combine(Example, "chimera.yaml"));
        const string Repository = "repository: octocat/site\n";
        Assert.Contains(Repository, declared, StringComparison.Ordinal);
        _sandbox.Write("chimera.yaml", declared.Replace(Repository, $"{Repository}      api: \"{_github.Api}\"\n", StringComparison.Ordinal));
        _sandbox.Environment["CHIMERA_ROLLOUT_MIN_HEALTHY_TIME"] = "50ms";
        _sandbox.Environment["CHIMERA_ROLLOUT_HEALTHY_DEADLINE"] = "20s";
        // Nobody waits for GitHub here.
        _github.Between = (request, answer) =>
        {
            Workflow.Finish();
            return answer(request);
        };
        foreach (var name in new[] { "ACTIONS_ID_TOKEN_REQUEST_URL", "ACTIONS_ID_TOKEN_REQUEST_TOKEN", "GITHUB_SHA" })
        {
            _sandbox.Environment[name] = Workflow.Variable(name)!;
        }
    }

    private GithubWorkflow Workflow => _github.Workflow!;

    [Fact]
    public async Task What_the_example_does_publishes_a_site_and_the_next_one_and_goes_back_when_it_does_not_answer()
    {
        await MakeKeyAsync();

        await RunJobAsync(0);
        Assert.Equal(_sandbox.Read("site/index.html"), Shown("/index.html"));

        _sandbox.Write("site/index.html", "two");
        await RunJobAsync(0);
        Assert.Equal("two", Shown("/index.html"));

        // The next job knows nothing of the ones before but what GitHub tells.
        Directory.Delete(Path.Combine(_sandbox.Folder, ".chimera"), recursive: true);
        _sandbox.Write("site/index.html", "three");
        _sandbox.Environment["CHIMERA_ROLLOUT_HEALTHY_DEADLINE"] = "100ms";
        var isSpoiled = false;
        _github.Between = async (request, answer) =>
        {
            Workflow.Finish();
            var answered = await answer(request);
            isSpoiled |= request.Target == "/site/index.html" && Shown("/index.html") == "three";
            return isSpoiled && request.Target == "/site/index.html" ? answered! with { Body = "broken"u8.ToArray() } : answered;
        };
        var failed = await RunJobAsync(7);
        Assert.Contains("[live.differs]", failed.Output, StringComparison.Ordinal);
        Assert.Equal("two", Shown("/index.html"));
        Assert.Empty(Workflow.Violations);
    }

    [Fact]
    public async Task An_artifact_of_something_else_is_not_shown()
    {
        await MakeKeyAsync();
        await RunJobAsync(0);
        var shown = Shown("/index.html");
        _sandbox.Write("site/index.html", "two");

        // As if another step had packed the folder anew.
        var run = await RunJobAsync(7, path => Workflow.Upload(Spoiled(File.ReadAllBytes(path))));

        Assert.Contains("[pages.artifact-differs]", run.Output, StringComparison.Ordinal);
        Assert.Equal(shown, Shown("/index.html"));
    }

    [Fact]
    public async Task An_artifact_goes_where_Pages_takes_it_and_nowhere_else()
    {
        Assert.Contains("[artifact.name]", (await Run(2, "certify", "--site", "docs", "--artifact", "out/site.tar")).Error, StringComparison.Ordinal);
        Assert.Contains("[artifact.inside]", (await Run(2, "certify", "--site", "docs", "--artifact", "site/artifact.tar")).Error, StringComparison.Ordinal);
        Assert.Contains("[artifact.no-pages]", (await Run(2, "certify", "--path", "site", "--platform", "netlify", "--artifact", "out/artifact.tar")).Error, StringComparison.Ordinal);
        Assert.False(_sandbox.Has("out"));
    }

    [Fact]
    public void The_job_has_the_permissions_that_it_needs_and_the_deploy_waits_for_no_other()
    {
        Assert.Equal(
            ["contents: read", "pages: write", "id-token: write", "deployments: write", "actions: read"],
            Map(_workflow, "permissions").Select(entry => $"{entry.Key}: {entry.Value}"));
        Assert.Equal("github-pages", Text(_workflow, "jobs", "publish", "environment"));
        Assert.Equal("false", Text(_workflow, "concurrency", "cancel-in-progress"));
    }

    public void Dispose()
    {
        _github.Dispose();
        _sandbox.Dispose();
    }

    private static Node? At(Node? node, params string[] keys) =>
        keys.Aggregate(node, (below, key) => (below as MapNode)?.Entries.FirstOrDefault(entry => entry.Key == key)?.Value);

    private static string? Text(Node? node, params string[] keys) => (At(node, keys) as ScalarNode)?.Text;

    private static List<(string Key, string Value)> Map(Node? node, params string[] keys) =>
        [.. (At(node, keys) as MapNode)?.Entries.Select(entry => (entry.Key, ((ScalarNode)entry.Value).Text)) ?? []];

    private string Shown(string address) => Encoding.UTF8.GetString(Workflow.Live![address]);

    private static byte[] Spoiled(byte[] tar)
    {
        tar[tar.AsSpan().IndexOf("two"u8)] ^= 1;
        return tar;
    }

    /// <summary>Takes the job's steps in turn.</summary>
    /// <returns>The last.</returns>
    private async Task<Run> RunJobAsync(int last, Func<string, long>? upload = null)
    {
        Dictionary<string, string> expressions = new(StringComparer.Ordinal)
        {
            ["${{ secrets.CERTIFY_KEY }}"] = _sandbox.Read("key.pem"), ["${{ github.token }}"] = GitServer.Token,
        };
        var steps = ((ListNode)At(_workflow, "jobs", "publish", "steps")!).Items;
        Run? run = null;
        foreach (var step in steps)
        {
            if (Text(step, "uses") is { } action)
            {
                if (action.StartsWith("actions/upload-artifact@", StringComparison.Ordinal))
                {
                    var path = Path.Combine(_sandbox.Folder, Text(step, "with", "path")!);
                    var id = (upload ?? (file => Workflow.Upload(File.ReadAllBytes(file), Path.GetFileName(file))))(path);
                    expressions[$"${{{{ steps.{Text(step, "id")}.outputs.artifact-id }}}}"] = id.ToString(CultureInfo.InvariantCulture);
                }

                continue;
            }

            var words = Text(step, "run")!.Split(' ');
            Assert.Equal("chimera", words[0]);
            var variables = Map(step, "env");
            foreach (var (name, value) in variables)
            {
                _sandbox.Environment[name] = value.StartsWith("${{", StringComparison.Ordinal) ? expressions[value] : value;
            }

            run = await Run(step == steps[^1] ? last : 0, words[1..]);
            foreach (var variable in variables)
            {
                _sandbox.Environment.Remove(variable.Key);
            }

            Assert.All(
                [GitServer.Token, GithubWorkflow.RequestToken, GithubWorkflow.Identity, GithubWorkflow.Signature],
                secret => Assert.DoesNotContain(secret, run.Raw + run.Error, StringComparison.Ordinal));
        }

        return run!;
    }

    /// <summary>As a person does once, at home.</summary>
    private async Task MakeKeyAsync()
    {
        await Run(0, "key", "new", "--state-dir", "home");
        File.Move(Path.Combine(_sandbox.Folder, "home/keys/certify.pub.pem"), Path.Combine(_sandbox.Folder, "certify.pub.pem"));
        File.Move(Path.Combine(_sandbox.Folder, "home/keys/certify.key.pem"), Path.Combine(_sandbox.Folder, "key.pem"));
    }

    private async Task<Run> Run(int exitCode, params string[] arguments)
    {
        var run = await Binary.RunAsync(_sandbox, arguments);
        Assert.True(run.ExitCode == exitCode, run.ToString());
        return run;
    }
}
