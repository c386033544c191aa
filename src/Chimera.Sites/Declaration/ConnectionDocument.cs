using System.Text.Json.Nodes;
using Chimera.Engine.Record;
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

    /// <exception cref="FormatException">It is none.</exception>
    public static Connection Read(JsonObject document) =>
        document.TextOrNull("netlify") is { } site ? new Connection.Netlify(
            site, document.AddressOrNull("api"), TokenSource.Read(document.Part("token")))
        : document.TextOrNull("render") is { } service ? new Connection.Render(
            service, document.AddressOrNull("api"), TokenSource.Read(document.Part("token")),
            document.PartOrNull("hook") is { } hook ? TokenSource.Read(hook) : null, document.TextOrNull("blueprint"))
        : document.AddressOrNull("remote") is { } remote ? new Connection.GithubPages(
            document.Text("repository"), remote, document.Text("branch"), document.AddressOrNull("api"),
            document.PartOrNull("token") is { } token ? TokenSource.Read(token) : null)
        : document.TextOrNull("workflow") is { } workflow ? new Connection.GithubWorkflow(
            new WorkflowSite(workflow, document.Address("api"), document.Text("environment"), document.Text("artifact")),
            TokenSource.Read(document.Part("token")))
        : new Connection.Host(document.Part("host").DeepClone().AsObject(), HostPlaceDocument.Read(document));

    private static JsonObject Write(Connection.Host host)
    {
        JsonObject document = new() { ["host"] = host.Access.DeepClone() };
        HostPlaceDocument.Write(host.Place, document);
        return document;
    }
}
