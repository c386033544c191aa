using System.Text.Json.Nodes;
using Chimera.Sites.Publishing.Http;

namespace Chimera.Sites.Render.Deploying;

/// <summary>A sync of a Blueprint: Render reads it in a commit, and makes what it manages so.</summary>
internal sealed record RenderSync(string Id, string State, string Commit, DateTimeOffset At)
{
    public bool IsDone => State == "success";

    public bool IsDead => State == "error";

    /// <returns>Null for what is no sync of a commit.</returns>
    public static RenderSync? Read(JsonNode? node) =>
        ApiJson.Text(node, "id") is { } id && ApiJson.Text(node, "state") is { } state && ApiJson.Text((node as JsonObject)?["commit"], "id") is { } commit
            ? new RenderSync(id, state, commit, ApiJson.Time(node, "startedAt") ?? ApiJson.Time(node, "completedAt") ?? DateTimeOffset.UnixEpoch)
            : null;
}
