using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Sites.Publishing;
using Chimera.Sites.Publishing.Http;

namespace Chimera.Sites.GithubPages.Deploying.Workflow;

/// <summary>The few operations of GitHub's REST API that publishing an artifact needs.</summary>
internal sealed class WorkflowApi(ApiSession session, WorkflowSite site)
{
    private const int PerPage = 100;

    private string Repository => $"repos/{site.Repository}";

    private string Deployments => $"{Repository}/pages/deployments";

    /// <summary>Get a Pages site: where visitors find it. Refused when it is not published by a workflow.</summary>
    public async Task<Asked<Uri>> AddressAsync(CancellationToken cancel)
    {
        const string ToDo = "show the Pages site";
        var reply = await session.SendAsync(new ApiRequest(HttpMethod.Get, $"{Repository}/pages"), cancel);
        if (reply is not ApiReply.Answered { Body: var body })
        {
            return reply is ApiReply.Refused { Status: 404 }
                ? Replies.Refuse(
                    "pages.site-not-found", $"GitHub knows no Pages site of {site.Repository} that this token may see",
                    "check the repository's name and the token; in the repository's settings, under Pages, choose 'GitHub Actions'")
                : WorkflowWords.Words.Of(reply, ToDo);
        }

        if (ApiJson.Text(body, "build_type") is not "workflow")
        {
            return Replies.Refuse(
                "pages.published-otherwise", $"GitHub publishes {site.Repository} from a branch, not by a workflow",
                "in the repository's settings, under Pages, choose 'GitHub Actions' as the source; or leave 'workflow:' out");
        }

        return Uri.TryCreate(ApiJson.Text(body, "html_url"), UriKind.Absolute, out var address) && address.Scheme is "https" or "http"
            ? address
            : WorkflowWords.Words.Unexpected(ToDo);
    }

    /// <summary>Get an artifact: whether GitHub still keeps it.</summary>
    /// <returns>Null when it does.</returns>
    public async Task<Reply?> KeepsAsync(string artifact, CancellationToken cancel)
    {
        var reply = await session.SendAsync(new ApiRequest(HttpMethod.Get, $"{Repository}/actions/artifacts/{artifact}"), cancel);
        return reply switch
        {
            ApiReply.Answered { Body: JsonObject body } when !ApiJson.Flag(body, "expired") => null,
            ApiReply.Answered or ApiReply.Refused { Status: 404 or 410 } => ArtifactGone(artifact),
            _ => WorkflowWords.Words.Of(reply, "show the artifact"),
        };
    }

    /// <summary>Download an artifact: where it is, for a minute.</summary>
    public async Task<Asked<Uri>> LeadAsync(string artifact, CancellationToken cancel)
    {
        var reply = await session.SendAsync(
            new ApiRequest(HttpMethod.Get, $"{Repository}/actions/artifacts/{artifact}/zip") { IsLed = true, IsRead = false }, cancel);
        return reply switch
        {
            ApiReply.Led led => led.To,
            ApiReply.Refused { Status: 404 or 410 } => ArtifactGone(artifact),
            _ => WorkflowWords.Words.Of(reply, "hand out the artifact"),
        };
    }

    /// <summary>List deployments of the environment, newest first.</summary>
    public async Task<Asked<List<PagesRecord>>> RecordsAsync(CancellationToken cancel)
    {
        const string ToDo = "list the deployments";
        var path = $"{Repository}/deployments?environment={Uri.EscapeDataString(site.Environment)}&per_page={PerPage}";
        var reply = await session.SendAsync(new ApiRequest(HttpMethod.Get, path), cancel);
        return reply is not ApiReply.Answered { Body: JsonArray list }
            ? reply is ApiReply.Answered ? WorkflowWords.Words.Unexpected(ToDo) : WorkflowWords.Words.Of(reply, ToDo)
            : list.Select(PagesRecord.Read).OfType<PagesRecord>().OrderByDescending(record => record.At)
                .ThenByDescending(record => record.Id.Length).ThenByDescending(record => record.Id, StringComparer.Ordinal).ToList();
    }

    /// <summary>Create a deployment, of nothing: it says which artifact holds a release. Twice is no harm.</summary>
    public async Task<Reply> RecordAsync(GenerationId generation, string artifact, string commit, CancellationToken cancel)
    {
        JsonObject body = new()
        {
            ["ref"] = commit, ["task"] = PagesRecord.Task, ["environment"] = site.Environment, ["auto_merge"] = false,
            ["required_contexts"] = new JsonArray(), ["description"] = "a release that chimera has checked",
            ["payload"] = new JsonObject { ["generation"] = generation.Value, ["artifact"] = artifact },
        };
        var reply = await session.SendAsync(Post($"{Repository}/deployments", body), cancel);
        return reply is ApiReply.Answered ? new Reply.Done() : WorkflowWords.Words.Of(reply, "note which artifact holds the release");
    }

    /// <summary>Create a deployment status: for people who look there. Nothing depends on it.</summary>
    public async Task TellAsync(PagesRecord record, CancellationToken cancel) => await session.SendAsync(
        Post($"{Repository}/deployments/{record.Id}/statuses", new JsonObject { ["state"] = "success" }), cancel);

    /// <summary>List deployment statuses: what the newest says.</summary>
    public async Task<Asked<string>> StateAsync(PagesRecord record, CancellationToken cancel)
    {
        const string ToDo = "say what came of a deployment";
        var reply = await session.SendAsync(
            new ApiRequest(HttpMethod.Get, $"{Repository}/deployments/{record.Id}/statuses?per_page={PerPage}"), cancel);
        return reply is not ApiReply.Answered { Body: JsonArray list }
            ? reply is ApiReply.Answered ? WorkflowWords.Words.Unexpected(ToDo) : WorkflowWords.Words.Of(reply, ToDo)
            : list.OrderByDescending(status => ApiJson.Time(status, "created_at"))
                .Select(status => ApiJson.Text(status, "state")).FirstOrDefault() ?? "";
    }

    /// <summary>Create a GitHub Pages deployment.</summary>
    /// <param name="version">Names it from now on, also when no answer comes.</param>
    public Task<ApiReply> DeployAsync(string artifact, string version, Secret identity, CancellationToken cancel) => session.SendAsync(
        Post(Deployments, new JsonObject
        {
            ["artifact_id"] = long.Parse(artifact, System.Globalization.CultureInfo.InvariantCulture), ["environment"] = site.Environment,
            ["pages_build_version"] = version, ["oidc_token"] = identity.Reveal(),
        }) with { Repeatable = false, Carried = identity }, cancel);

    /// <summary>Get the status of a GitHub Pages deployment.</summary>
    public async Task<Asked<PagesDeployment>> StatusAsync(string id, CancellationToken cancel)
    {
        const string ToDo = "say how the deployment goes";
        var reply = await session.SendAsync(new ApiRequest(HttpMethod.Get, $"{Deployments}/{Uri.EscapeDataString(id)}"), cancel);
        return reply switch
        {
            ApiReply.Answered answer when PagesDeployment.Read(answer.Body) is { } deployment =>
                deployment with { Status = deployment.Status is null ? null : session.Shown(deployment.Status) },
            ApiReply.Answered => WorkflowWords.Words.Unexpected(ToDo),
            ApiReply.Refused { Status: 404 } => PagesDeployment.None,
            _ => WorkflowWords.Words.Of(reply, ToDo),
        };
    }

    /// <summary>Cancel a GitHub Pages deployment. What came of it is seen by looking.</summary>
    public async Task CancelAsync(string id, CancellationToken cancel) => await session.SendAsync(
        new ApiRequest(HttpMethod.Post, $"{Deployments}/{Uri.EscapeDataString(id)}/cancel") { IsRead = false }, cancel);

    private static ApiRequest Post(string path, JsonObject body)
    {
        var text = System.Text.Encoding.UTF8.GetBytes(body.ToJsonString());
        return new ApiRequest(HttpMethod.Post, path, () => new ByteArrayContent(text)
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
        });
    }

    private static Reply.Refused ArtifactGone(string artifact) => new Reply.Refused(Engine.Validation.Finding.Error(
        "pages.artifact-gone", $"GitHub no longer keeps the artifact {artifact}",
        "upload the release again, and with more 'retention-days'; what is shown stays as it is"))
    {
        ForGood = true,
    };
}
