using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Chimera.Engine.Truth;
using Chimera.Sites.Declaration;
using Chimera.Sites.GithubPages.Deploying;
using Chimera.Sites.GithubPages.Deploying.Workflow;
using Chimera.Sites.Netlify.Deploying;
using Chimera.Sites.Publishing.Live;
using Chimera.Sites.Render.Deploying;

namespace Chimera.Sites.Publishing;

/// <summary>The publishers of all targets, each made when it is first asked for.</summary>
internal sealed class Publishers(SiteServices services, Dossiers dossiers, IReadOnlyList<IBesideSites> beside) : IDisposable
{
    private readonly ConcurrentDictionary<TargetId, Lazy<IPublisher?>> _publishers = new();
    private readonly ConcurrentBag<IDisposable> _open = [];
    private readonly TrialMarks _marks = new(services.Notes);
    private readonly Lazy<LiveCheck> _live = new(() => new LiveCheck(services.Time));

    /// <returns>Null for a site of which the truth does not say how it gets to its platform.</returns>
    public IPublisher? Of(DeclaredTarget target) => _publishers.GetOrAdd(target.Id, _ => new Lazy<IPublisher?>(() => Make(target))).Value;

    public void Dispose()
    {
        foreach (var open in _open)
        {
            open.Dispose();
        }

        if (_live.IsValueCreated)
        {
            _live.Value.Dispose();
        }
    }

    private IPublisher? Make(DeclaredTarget target)
    {
        if (beside.FirstOrDefault(one => one.Is(target.Spec)) is { } other)
        {
            return other.Publisher(target, _live.Value, _marks);
        }

        var spec = SiteSpec.Read(target.Spec);
        return spec.Connection switch
        {
            null => null,
            Connection.Netlify netlify => Cloud(target.Id, spec, new NetlifyDeploys(SiteOf(netlify), netlify.Token.Open(services.Time), services.Time, services.Chance)),
            Connection.Render render => Cloud(target.Id, spec, new RenderDeploys(
                ServiceOf(render), new DossierCommits(dossiers, services.Notes), render.Token.Open(services.Time), services.Time, services.Chance,
                render.Hook is { } hook ? new RenderHook(hook.Open(services.Time)) : null,
                render.Blueprint is { } blueprint ? new RenderBlueprint(blueprint, new WorkingTreeBlueprint(spec.Folder)) : null)),
            Connection.GithubPages pages => Cloud(target.Id, spec, new PagesDeploys(
                PagesSite.Of(pages, spec.Address), Path.Combine(services.Cache, "pages", NameOf(target.Id)), pages.Token?.Open(services.Time), services.Time, services.Chance)),
            Connection.GithubWorkflow workflow => Cloud(target.Id, spec, new WorkflowDeploys(
                workflow.Site, Path.Combine(services.Cache, "artifacts", NameOf(target.Id)), workflow.Token.Open(services.Time), services.Time, services.Chance)),
            Connection.Host host => new HostPublisher(target.Id, spec.Site, services.Hosts.Open(host.Access, spec.Site), host.Place, _live.Value, services.Time),
            _ => throw new InvalidOperationException("no such connection"),
        };
    }

    private CloudPublisher Cloud<T>(TargetId target, SiteSpec spec, T deploys)
        where T : IDeploys, IDisposable
    {
        _open.Add(deploys);
        return new CloudPublisher(target, spec.Platform, deploys, _marks, _live.Value, spec.Address, services.Time);
    }

    private static string NameOf(TargetId target) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(target.ToString())).AsSpan(0, 16));

    private static NetlifySite SiteOf(Connection.Netlify netlify)
    {
        var site = new NetlifySite(netlify.Site);
        return netlify.Api is { } api ? site with { Api = api } : site;
    }

    private static RenderService ServiceOf(Connection.Render render)
    {
        var service = new RenderService(render.Service);
        return render.Api is { } api ? service with { Api = api } : service;
    }
}
