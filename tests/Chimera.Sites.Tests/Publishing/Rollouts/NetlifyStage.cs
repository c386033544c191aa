using Chimera.Engine.Planning;
using Chimera.Sites.Declaration;
using Chimera.Sites.Platforms;
using Chimera.Sites.Tests.Netlify.Deploying;

namespace Chimera.Sites.Tests.Publishing.Rollouts;

/// <summary>A site before Netlify's double.</summary>
internal class NetlifyStage : CloudStage
{
    private const string Variable = "CHIMERA_TEST_NETLIFY_TOKEN";

    public NetlifyStage()
        : base(Platform.Netlify)
    {
        Environment.SetEnvironmentVariable(Variable, NetlifyDouble.Token);
        Write("one");
    }

    public NetlifyDouble Netlify { get; } = new();

    public override GenerationId? Live => Netlify.Deploys.FirstOrDefault(deploy => deploy.Id == Netlify.Published) is { Title: { } title } && title.StartsWith("chimera ", StringComparison.Ordinal)
        ? new GenerationId(title["chimera ".Length..])
        : null;

    protected override Connection Connection => new Connection.Netlify(NetlifyDouble.Site, Netlify.Api, new TokenSource.Variable(Variable));

    public override void Dispose()
    {
        base.Dispose();
        Netlify.Dispose();
    }

    protected override void WriteFiles(string text)
    {
        Put("index.html", text);
        Put("_redirects", "/old /index.html 301\n");
    }
}
