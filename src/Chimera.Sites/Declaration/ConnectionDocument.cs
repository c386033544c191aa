using System.Text.Json.Nodes;
using Chimera.Sites.GithubPages.Deploying.Workflow;

namespace Chimera.Sites.Declaration;

/// <summary>A connection as JSON and back, without loss.</summary>
internal static class ConnectionDocument
{
    public static JsonObject Write(Connection connection) => connection switch
    {
        Connection.Netlify netlify => new JsonObject
        {
            ["netlify"] = netlify.Site, ["api"] = netlify.Api?.AbsoluteUri, ["token"] = netlify.Token.Write(),
        },
        Connection.Render render => new JsonObject
        {
            ["render"] = render.Service, ["api"] = render.Api?.AbsoluteUri, ["token"] = render.Token.Write(), ["hook"] = render.Hook?.Write(),
            ["blueprint"] = render.Blueprint,
        },
        Connection.GithubPages pages => new JsonObject
        {
            ["remote"] = pages.Remote.AbsoluteUri,
            ["repository"] = pages.Repository,
            ["branch"] = pages.Branch,
            ["api"] = pages.Api?.AbsoluteUri,
            ["token"] = pages.Token?.Write(),
        },
        Connection.GithubWorkflow workflow => new JsonObject
        {
            ["workflow"] = workflow.Site.Repository,
            ["environment"] = workflow.Site.Environment,
            ["artifact"] = workflow.Site.Artifact,
            ["api"] = workflow.Site.Api.AbsoluteUri,
            ["token"] = workflow.Token.Write(),
        },
        Connection.Host host => Write(host),
        _ => throw new InvalidOperationException("no such connection"),
    };

    public static Connection Read(JsonObject document) =>
        document["netlify"] is { } site ? new Connection.Netlify(site.GetValue<string>(), Api(document), TokenSource.Read(document["token"]!))
        : document["render"] is { } service ? new Connection.Render(
            service.GetValue<string>(), Api(document), TokenSource.Read(document["token"]!), document["hook"] is { } hook ? TokenSource.Read(hook) : null,
            document["blueprint"]?.GetValue<string>())
        : document["remote"] is { } remote ? new Connection.GithubPages(
            document["repository"]!.GetValue<string>(), new Uri(remote.GetValue<string>()), document["branch"]!.GetValue<string>(), Api(document),
            document["token"] is { } token ? TokenSource.Read(token) : null)
        : document["workflow"] is { } workflow ? new Connection.GithubWorkflow(
            new WorkflowSite(
                workflow.GetValue<string>(), Api(document)!, document["environment"]!.GetValue<string>(), document["artifact"]!.GetValue<string>()),
            TokenSource.Read(document["token"]!))
        : new Connection.Host((JsonObject)document["host"]!.DeepClone(), HostPlaceDocument.Read(document));

    private static JsonObject Write(Connection.Host host)
    {
        JsonObject document = new() { ["host"] = host.Access.DeepClone() };
        HostPlaceDocument.Write(host.Place, document);
        return document;
    }

    private static Uri? Api(JsonObject document) => document["api"] is { } api ? new Uri(api.GetValue<string>()) : null;
}
