using System.Text;
using Chimera.Sites.Tests.Netlify.Deploying;

namespace Chimera.Cli.Tests;

/// <summary>Variables at Netlify as a person meets them: declared, deployed, changed by somebody else, put back. Netlify is a double.</summary>
public sealed class SiteVariablesTests : IDisposable
{
    private const string Secret = "s3cret-value-0123456789";

    private readonly Sandbox _sandbox = new();
    private readonly NetlifyDouble _netlify = new();

    public SiteVariablesTests()
    {
        _sandbox.Write("site/index.html", "<p>hello");
        _sandbox.Environment["DOUBLE_TOKEN"] = NetlifyDouble.Token;
        _sandbox.Environment["THEIR_KEY"] = Secret;
        Declare("one");
    }

    public void Dispose()
    {
        _netlify.Dispose();
        _sandbox.Dispose();
    }

    [Fact]
    public async Task Variables_are_planned_deployed_seen_put_back_and_rolled_back_and_a_secret_is_never_said()
    {
        await RunAsync(0, "key", "new");
        var plan = (await RunAsync(0, "plan", "--on", "docs/environment")).Output;
        Assert.Contains("ZONE", plan, StringComparison.Ordinal);
        Assert.Contains("'one' in all", plan, StringComparison.Ordinal);
        Assert.Contains("a secret, as declared", plan, StringComparison.Ordinal);
        await RunAsync(0, "deploy", "--on", "docs/environment", "--yes");
        Assert.Equal(("one", Secret), (Value("ZONE"), Value("KEY", "production")));
        Assert.Contains("as-left", (await RunAsync(0, "status", "--on", "docs/environment")).Output, StringComparison.Ordinal);

        _netlify.Store.Variables.SetByHand("ZONE", "theirs");
        Assert.Contains("moved", (await RunAsync(9, "status", "--on", "docs/environment", "--exit-code")).Output, StringComparison.Ordinal);
        await RunAsync(0, "deploy", "--on", "docs/environment", "--yes");
        Assert.Equal("one", Value("ZONE"));

        Declare("two");
        await RunAsync(0, "deploy", "--on", "docs/environment", "--yes");
        Assert.Equal("two", Value("ZONE"));
        Assert.Contains("[selector.chooses-nothing]", (await RunAsync(2, "rollback", "--platform", "all", "--yes")).Error, StringComparison.Ordinal);
        Assert.Equal("two", Value("ZONE"));
        await RunAsync(0, "rollback", "--yes");
        Assert.Equal("one", Value("ZONE"));
        Assert.All(
            Directory.GetFiles(_sandbox.Folder, "*", SearchOption.AllDirectories).Select(File.ReadAllBytes),
            bytes => Assert.DoesNotContain(Secret, Encoding.UTF8.GetString(bytes), StringComparison.Ordinal));
    }

    private string? Value(string name, string context = "all") => _netlify.Store.Variables.ValueOf(name, context);

    private void Declare(string zone) => _sandbox.Write("chimera.yaml", $$"""
        version: 1
        rollout: { min_healthy_time: 0s, healthy_deadline: 30s }
        sites:
          docs:
            path: site
            platforms: [netlify]
            netlify:
              site: {{NetlifyDouble.Site}}
              api: "{{_netlify.Api}}"
              token: { env: DOUBLE_TOKEN }
              environment:
                ZONE: { value: {{zone}} }
                KEY: { secret: { env: THEIR_KEY } }
        """);

    private async Task<Run> RunAsync(int exitCode, params string[] arguments)
    {
        var run = await Binary.RunAsync(_sandbox, arguments);
        Assert.True(run.ExitCode == exitCode, run.ToString());
        Assert.DoesNotContain(Secret, run.Output + run.Error, StringComparison.Ordinal);
        return run;
    }
}
