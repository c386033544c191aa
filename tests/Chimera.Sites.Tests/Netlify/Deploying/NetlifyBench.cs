using System.Collections.Concurrent;
using Chimera.Engine.Execution;
using Chimera.Engine.Validation;
using Chimera.Engine.Validation.Simulation;
using Chimera.Sites.Netlify.Deploying;
using Chimera.Sites.Publishing;
using Chimera.Sites.Tests.Publishing;

namespace Chimera.Sites.Tests.Netlify.Deploying;

/// <summary>Chimera's deploys before a double of Netlify.</summary>
internal sealed class NetlifyBench : IDisposable, IProgress<string>
{
    public const string Post = "POST /sites/{site_id}/deploys";
    public const string Put = "PUT /deploys/{deploy_id}/files/{path}";
    public const string Get = "GET /sites/{site_id}/deploys/{deploy_id}";
    public const string List = "GET /sites/{site_id}/deploys";
    public const string Site = "GET /sites/{site_id}";
    public const string Restore = "POST /sites/{site_id}/deploys/{deploy_id}/restore";

    public NetlifyBench(string token = NetlifyDouble.Token, string site = NetlifyDouble.Site)
    {
        Deploys = new NetlifyDeploys(new NetlifySite(site) { Api = Netlify.Api }, new GivenToken(token), Time, new SeededChance(1));
    }

    public NetlifyDouble Netlify { get; } = new();

    public ImpatientTime Time { get; } = new();

    public NetlifyDeploys Deploys { get; }

    public ConcurrentQueue<string> Told { get; } = new();

    public Task<Reply> StageAsync(Release release) => Deploys.StageAsync(release, this, CancellationToken.None);

    public Task<Reply> ShowAsync(Release release) => Deploys.ShowAsync(release.Generation, CancellationToken.None);

    public async Task PublishAsync(Release release)
    {
        Assert.IsType<Reply.Done>(await StageAsync(release));
        Assert.IsType<Reply.Done>(await ShowAsync(release));
    }

    public static Finding WhyOf(Reply reply) => reply switch
    {
        Reply.Refused refused => refused.Why,
        Reply.Unreachable unreachable => unreachable.Why,
        Reply.Lost lost => lost.Why,
        _ => throw new InvalidOperationException($"no finding in {reply}"),
    };

    public void Report(string value) => Told.Enqueue(value);

    public void Dispose()
    {
        Deploys.Dispose();
        Netlify.Dispose();
        Assert.Empty(Netlify.Violations);
    }
}
