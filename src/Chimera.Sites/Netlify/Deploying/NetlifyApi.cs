using System.Collections.Immutable;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Sites.Publishing;
using Chimera.Sites.Publishing.Http;

namespace Chimera.Sites.Netlify.Deploying;

/// <summary>The few operations of Netlify's API that publishing needs, by their names in its OpenAPI document.</summary>
internal sealed class NetlifyApi(ApiSession session, NetlifySite site)
{
    // Five hundred deploys: whoever looks for an older one looks for it at Netlify.
    private const int MostPages = 5;
    private const int PerPage = 100;

    // An upload may take as long as a slow line needs for it.
    private const int SlowestBytesPerSecond = 32 * 1024;

    private string Site => $"sites/{Uri.EscapeDataString(site.Id)}";

    /// <summary>getSite</summary>
    public async Task<Asked<SiteState>> SiteAsync(CancellationToken cancel)
    {
        const string ToDo = "show the site";
        var reply = await session.SendAsync(new ApiRequest(HttpMethod.Get, Site), cancel);
        if (reply is ApiReply.Refused { Status: 404 })
        {
            return NetlifyTrouble.SiteNotFound(site.Id);
        }

        if (reply is not ApiReply.Answered answer)
        {
            return NetlifyTrouble.Words.Of(reply, ToDo);
        }

        var published = answer.Body is JsonObject map ? map["published_deploy"] : null;
        var deploy = NetlifyDeploy.Read(published);
        return (NetlifyDeploy.Web(ApiJson.Text(answer.Body, "ssl_url"))
            ?? NetlifyDeploy.Web(ApiJson.Text(answer.Body, "url"))) is { } address
            && (deploy is not null || published is null)
            ? new SiteState(deploy, address)
            : NetlifyTrouble.Words.Unexpected(ToDo);
    }

    /// <summary>listSiteDeploys, page by page: those of the newest that are wanted, newest first.</summary>
    /// <param name="enough">Whether to stop at a deploy that is wanted.</param>
    public async Task<Asked<IReadOnlyList<NetlifyDeploy>>> DeploysAsync(
        Func<NetlifyDeploy, bool> wanted, bool enough, CancellationToken cancel)
    {
        const string ToDo = "list the site's deploys";
        List<NetlifyDeploy> found = [];
        for (var page = 1; page <= MostPages; page++)
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"{Site}/deploys?page={page}&per_page={PerPage}");
            var reply = await session.SendAsync(new ApiRequest(HttpMethod.Get, path), cancel);
            if (reply is not ApiReply.Answered answer)
            {
                return reply is ApiReply.Refused { Status: 404 } ? NetlifyTrouble.SiteNotFound(site.Id)
                    : NetlifyTrouble.Words.Of(reply, ToDo);
            }

            if (answer.Body is not JsonArray list)
            {
                return NetlifyTrouble.Words.Unexpected(ToDo);
            }

            found.AddRange(list.Select(NetlifyDeploy.Read).OfType<NetlifyDeploy>().Where(wanted));
            // The link itself is not followed: it could lead the token elsewhere.
            if (!answer.HasNext || (enough && found.Count > 0))
            {
                break;
            }
        }

        // A deploy that was made between two pages moves another onto the second: it is there twice.
        return found.DistinctBy(deploy => deploy.Id, StringComparer.Ordinal).ToList();
    }

    /// <summary>createSiteDeploy. Asked once: whoever does not know whether it was done looks for it.</summary>
    public async Task<Asked<NetlifyDeploy>> CreateAsync(GenerationId generation, JsonObject files, bool async, CancellationToken cancel)
    {
        var body = new JsonObject { ["files"] = files, ["draft"] = true, ["async"] = async }.ToJsonString();
        var path = $"{Site}/deploys?title={Uri.EscapeDataString(GenerationTitle.Of(generation))}";
        ApiRequest request = new(
            HttpMethod.Post, path, () => new StringContent(body, new MediaTypeHeaderValue("application/json"))) { Repeatable = false };
        return Deploy(await session.SendAsync(request, cancel), "create a deploy", why => new Reply.Lost(why));
    }

    /// <summary>getSiteDeploy</summary>
    public async Task<Asked<NetlifyDeploy>> DeployAsync(string id, CancellationToken cancel) =>
        Deploy(await session.SendAsync(new ApiRequest(HttpMethod.Get, $"{Site}/deploys/{id}"), cancel), "show the deploy",
            why => new Reply.Unreachable(why));

    /// <summary>uploadDeployFile</summary>
    public async Task<Reply> UploadAsync(string id, string path, byte[] content, CancellationToken cancel)
    {
        ApiRequest request = new(HttpMethod.Put, $"deploys/{id}/files{Escaped(path)}", () => Binary(content))
        {
            IsRead = false,
            Limit = TimeSpan.FromSeconds(60 + (content.Length / SlowestBytesPerSecond)),
        };
        var reply = await session.SendAsync(request, cancel);
        return reply is ApiReply.Answered ? new Reply.Done()
            : NetlifyTrouble.Words.Of(reply, $"take the file {session.Shown(path)}");
    }

    /// <summary>restoreSiteDeploy: asking again for what is shown changes nothing.</summary>
    public async Task<Asked<NetlifyDeploy>> RestoreAsync(string id, CancellationToken cancel)
    {
        const string ToDo = "publish the deploy";
        var reply = await session.SendAsync(new ApiRequest(HttpMethod.Post, $"{Site}/deploys/{id}/restore"), cancel);
        return reply is not ApiReply.Answered answer ? NetlifyTrouble.Words.Of(reply, ToDo, why => new Reply.Lost(why))
            : NetlifyDeploy.Read(answer.Body) is { } deploy ? deploy
            : Replies.Lost(NetlifyTrouble.Words.Unexpected(ToDo));
    }

    public string Shown(string text) => session.Shown(text);

    private static Asked<NetlifyDeploy> Deploy(ApiReply reply, string toDo, Func<Chimera.Engine.Validation.Finding, Reply> unclear) =>
        reply is ApiReply.Answered answer
        ? NetlifyDeploy.Read(answer.Body) is { } deploy ? deploy : NetlifyTrouble.Words.Unexpected(toDo)
        : NetlifyTrouble.Words.Of(reply, toDo, unclear);

    private static ByteArrayContent Binary(byte[] content)
    {
        ByteArrayContent body = new(content);
        body.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return body;
    }

    private static string Escaped(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
}
