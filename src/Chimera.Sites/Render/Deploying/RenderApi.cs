using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Chimera.Engine.Execution;
using Chimera.Sites.Publishing.Http;

namespace Chimera.Sites.Render.Deploying;

/// <summary>The few operations of Render's API that publishing needs, by their names in its reference.</summary>
internal sealed class RenderApi(ApiSession session, RenderService service)
{
    private const int MostPages = 3;
    private const int PerPage = 100;

    private string Service => $"services/{service.Id}";

    /// <summary>retrieve-service</summary>
    public async Task<Asked<RenderServiceState>> ServiceAsync(CancellationToken cancel)
    {
        const string ToDo = "show the service";
        var reply = await session.SendAsync(new ApiRequest(HttpMethod.Get, Service), cancel);
        if (reply is not ApiReply.Answered answer)
        {
            return NotFound(reply) ?? RenderTrouble.Words.Of(reply, ToDo);
        }

        return Uri.TryCreate(ApiJson.Text((answer.Body as JsonObject)?["serviceDetails"], "url"), UriKind.Absolute, out var address)
            && address.Scheme is "https" or "http"
            ? new RenderServiceState(address, ApiJson.Text(answer.Body, "repo"))
            : RenderTrouble.Words.Unexpected(ToDo);
    }

    /// <summary>retrieve-blueprint</summary>
    public async Task<Asked<RenderBlueprintState>> BlueprintAsync(string id, CancellationToken cancel)
    {
        const string ToDo = "show the Blueprint";
        var reply = await session.SendAsync(new ApiRequest(HttpMethod.Get, $"blueprints/{id}"), cancel);
        return reply is ApiReply.Answered answer
            ? RenderBlueprintState.Read(answer.Body) is { } state ? state : RenderTrouble.Words.Unexpected(ToDo)
            : reply is ApiReply.Refused { Status: 404 } ? RenderTrouble.BlueprintNotFound(id) : RenderTrouble.Words.Of(reply, ToDo);
    }

    /// <summary>list-blueprint-syncs</summary>
    public async Task<Asked<IReadOnlyList<RenderSync>>> SyncsAsync(string id, CancellationToken cancel)
    {
        var asked = await ListAsync($"blueprints/{id}/syncs", "sync", RenderSync.Read, "list the Blueprint's syncs", _ => RenderTrouble.BlueprintNotFound(id), cancel);
        return asked.Value is { } syncs ? syncs.DistinctBy(sync => sync.Id, StringComparer.Ordinal).ToList() : asked.Trouble!;
    }

    /// <summary>list-deploys, newest first.</summary>
    public async Task<Asked<IReadOnlyList<RenderDeploy>>> DeploysAsync(CancellationToken cancel)
    {
        var asked = await ListAsync($"{Service}/deploys", "deploy", RenderDeploy.Read, "list the service's deploys", NotFound, cancel);
        return asked.Value is { } deploys ? deploys.DistinctBy(deploy => deploy.Id, StringComparer.Ordinal).ToList() : asked.Trouble!;
    }

    private async Task<Asked<List<T>>> ListAsync<T>(
        string what, string member, Func<JsonNode?, T?> read, string toDo, Func<ApiReply, Reply?> notFound, CancellationToken cancel)
        where T : class
    {
        List<T> found = [];
        var cursor = "";
        for (var page = 0; page < MostPages; page++)
        {
            var path = string.Create(
                CultureInfo.InvariantCulture,
                    $"{what}?limit={PerPage}{(page > 0 ? "&cursor=" : "")}{Uri.EscapeDataString(cursor)}");
            var reply = await session.SendAsync(new ApiRequest(HttpMethod.Get, path), cancel);
            if (reply is not ApiReply.Answered answer)
            {
                return (reply is ApiReply.Refused { Status: 404 } ? notFound(reply) : null) ?? RenderTrouble.Words.Of(reply, toDo);
            }

            if (answer.Body is not JsonArray list)
            {
                return RenderTrouble.Words.Unexpected(toDo);
            }

            found.AddRange(list.Select(item => read((item as JsonObject)?[member])).OfType<T>());
            if (list.Count == 0 || ApiJson.Text(list[^1], "cursor") is not { Length: > 0 } next)
            {
                break;
            }

            cursor = next;
        }

        return found;
    }

    /// <summary>retrieve-deploy</summary>
    public async Task<Asked<RenderDeploy>> DeployAsync(string id, CancellationToken cancel)
    {
        const string ToDo = "show the deploy";
        var reply = await session.SendAsync(new ApiRequest(HttpMethod.Get, $"{Service}/deploys/{id}"), cancel);
        return reply is ApiReply.Answered answer
            ? RenderDeploy.Read(answer.Body) is { } deploy ? deploy : RenderTrouble.Words.Unexpected(ToDo)
            : RenderTrouble.Words.Of(reply, ToDo);
    }

    /// <summary>create-deploy: builds the commit, and shows it.</summary>
    public Task<Reply> CreateAsync(string commit, CancellationToken cancel) =>
        StartAsync("deploys", new JsonObject { ["commitId"] = commit }, "start a deploy", cancel);

    /// <summary>rollback-deploy: shows again what was built before.</summary>
    public Task<Reply> RollBackAsync(string deploy, CancellationToken cancel) =>
        StartAsync("rollback", new JsonObject { ["deployId"] = deploy }, "roll back", cancel);

    /// <summary>cancel-deploy</summary>
    public Task<Reply> CancelAsync(string deploy, CancellationToken cancel) =>
        StartAsync($"deploys/{deploy}/cancel", [], "cancel a deploy", cancel);

    // Asked once, and its answer is not relied on: the list of deploys tells whether one was started.
    private async Task<Reply> StartAsync(string what, JsonObject body, string toDo, CancellationToken cancel)
    {
        var text = body.ToJsonString();
        ApiRequest request = new(
            HttpMethod.Post, $"{Service}/{what}", () => new StringContent(text, new MediaTypeHeaderValue("application/json")))
        {
            Repeatable = false, IsRead = false,
        };
        var reply = await session.SendAsync(request, cancel);
        return reply is ApiReply.Answered ? new Reply.Done() : RenderTrouble.Words.Of(reply, toDo, why => new Reply.Lost(why));
    }

    public string Shown(string text) => session.Shown(text);

    private Reply? NotFound(ApiReply reply) => reply is ApiReply.Refused { Status: 404 } ? RenderTrouble.ServiceNotFound(service.Id) : null;
}
