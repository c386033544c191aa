using Chimera.Sites.Folder;
using Chimera.Sites.Netlify;
using Chimera.Sites.Platforms;
using Chimera.Sites.Tests.Netlify.Deploying;
using Chimera.Sites.Tests.Publishing;

namespace Chimera.Cli.Tests;

/// <summary>A declared site 'docs' on a double of Netlify that shows each deploy as it was in the folder when it was first visited; and the program, run beside it.</summary>
internal sealed class NetlifySite : IDisposable
{
    private readonly NetlifyDouble _netlify = new();
    private readonly Dictionary<string, Foresight> _shown = new(StringComparer.Ordinal);
    private readonly RespondingServer _visited;
    private readonly RespondingServer _drafts;

    public NetlifySite()
    {
        Sandbox.Write("site/index.html", "<p>one");
        _visited = new RespondingServer(Shown);
        _drafts = new RespondingServer(Foresee);
        _netlify.Store.PermalinkOf = _ => _drafts.Address.AbsoluteUri;
        Sandbox.Environment["DOUBLE_TOKEN"] = NetlifyDouble.Token;
        Declare("");
    }

    public Sandbox Sandbox { get; } = new();

    /// <summary>The deploy that visitors get; null for none.</summary>
    public string? Published => _netlify.Published;

    public string In(string name) => Path.Combine(Sandbox.Folder, name);

    /// <param name="more">Whole sections of the truth file.</param>
    public void Declare(string more) => Sandbox.Write("chimera.yaml", $$"""
        version: 1
        rollout: { min_healthy_time: 100ms, healthy_deadline: 30s }
        sites:
          docs:
            path: site
            platforms: [netlify]
            netlify: { site: {{NetlifyDouble.Site}}, api: "{{_netlify.Api}}", token: { env: DOUBLE_TOKEN }, address: "{{_visited.Address}}" }
        {{more}}
        """);

    public async Task<Run> Run(int exitCode, params string[] arguments)
    {
        var run = await Binary.RunAsync(Sandbox, arguments);
        Assert.True(run.ExitCode == exitCode, run.ToString());
        return run;
    }

    public void Dispose()
    {
        _visited.Dispose();
        _drafts.Dispose();
        _netlify.Dispose();
        Sandbox.Dispose();
    }

    private Foresight? Shown()
    {
        lock (_shown)
        {
            return _netlify.Published is not { } published ? null
                : _shown.TryGetValue(published, out var known) ? known
                : _shown[published] = Foresee();
        }
    }

    /// <summary>Of what is there now, whatever becomes of it.</summary>
    private Foresight Foresee() => new NetlifyPlatform().Foresee(
        SiteFolder.Of(Directory.GetFiles(In("site")).ToDictionary(file => Path.GetFileName(file), File.ReadAllText, StringComparer.Ordinal)),
        DeployContext.Production, CancellationToken.None);
}
