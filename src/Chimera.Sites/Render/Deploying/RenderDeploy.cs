using System.Text.Json.Nodes;
using Chimera.Sites.Publishing.Http;

namespace Chimera.Sites.Render.Deploying;

/// <summary>A deploy, as far as Chimera reads what Render says of it.</summary>
/// <param name="Commit">Null for a deploy of an image.</param>
internal sealed record RenderDeploy(string Id, string Status, string? Commit, DateTimeOffset At)
{
    public bool IsLive => Status == "live";

    /// <summary>It was live once, and can be again without being built.</summary>
    public bool WasLive => Status == "deactivated";

    public bool IsDead => Status is "build_failed" or "update_failed" or "pre_deploy_failed" or "canceled";

    public bool IsUnderWay => !IsLive && !WasLive && !IsDead;

    /// <returns>Null for what is no deploy.</returns>
    public static RenderDeploy? Read(JsonNode? node) =>
        ApiJson.Text(node, "id") is { } id && RenderService.IsId(id) && ApiJson.Text(node, "status") is { } status
            ? new RenderDeploy(id, status, ApiJson.Text((node as JsonObject)?["commit"], "id"),
                ApiJson.Time(node, "finishedAt") ?? ApiJson.Time(node, "createdAt") ?? DateTimeOffset.UnixEpoch)
            : null;
}
