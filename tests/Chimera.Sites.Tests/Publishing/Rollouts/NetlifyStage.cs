using Chimera.Engine.Planning;
using Chimera.Sites.Declaration;
using Chimera.Sites.Platforms;
using Chimera.Sites.Tests.Netlify.Deploying;

namespace Chimera.Sites.Tests.Publishing.Rollouts;

/// <summary>A site before Netlify's double.</summary>
internal class NetlifyStage : CloudStage
{
    private const string Variable = "CHIMERA_TEST_NETLIFY_TOKEN";

    private readonly RespondingServer _drafts;

    public NetlifyStage()
        : base(Platform.Netlify)
    {
        // Whatever was made last, as Netlify serves what is not the site itself.
        _drafts = new RespondingServer(() => GenerationOf(Netlify.Deploys.FirstOrDefault()) is { } newest ? Made(newest) : null);
        IsDraftBroken = false;
        Netlify.Store.PermalinkOf = _ => _drafts.Address.AbsoluteUri;
        Environment.SetEnvironmentVariable(Variable, NetlifyDouble.Token);
        Write("one");
    }

    public NetlifyDouble Netlify { get; } = new();

    public override GenerationId? Live => GenerationOf(Netlify.Deploys.FirstOrDefault(deploy => deploy.Id == Netlify.Published));

    /// <summary>Spoils what is answered where only the newest deploy is.</summary>
    public bool IsDraftBroken
    {
        set => _drafts.Spoil = (context, body) =>
        {
            context.Response.AddHeader("X-Robots-Tag", "noindex");
            return value ? "broken"u8.ToArray() : body;
        };
    }

    protected override Connection Connection => new Connection.Netlify(NetlifyDouble.Site, Netlify.Api, new TokenSource.Variable(Variable));

    public override void Dispose()
    {
        base.Dispose();
        _drafts.Dispose();
        Netlify.Dispose();
    }

    protected override void WriteFiles(string text)
    {
        Put("index.html", text);
        Put("_redirects", "/old /index.html 301\n");
    }

    private static GenerationId? GenerationOf(DoubleDeploy? deploy) => deploy is { Title: { } title } && title.StartsWith("chimera ", StringComparison.Ordinal)
        ? new GenerationId(title["chimera ".Length..])
        : null;
}
