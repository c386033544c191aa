using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Chimera.Sites.Publishing.Http;

namespace Chimera.Sites.Render.Deploying;

/// <summary>A Blueprint, as far as Chimera reads what Render says of it.</summary>
/// <param name="Manages">The ids of what it manages; null where Render does not say.</param>
internal sealed record RenderBlueprintState(string Status, bool AutoSync, string Repository, string Path, ImmutableArray<string>? Manages)
{
    public bool IsPaused => Status == "paused";

    /// <returns>Null for what is no Blueprint.</returns>
    public static RenderBlueprintState? Read(JsonNode? node) =>
        ApiJson.Text(node, "status") is { } status && ApiJson.Text(node, "repo") is { } repository && ApiJson.Text(node, "path") is { } path
            ? new RenderBlueprintState(
                status, ApiJson.Flag(node, "autoSync"), repository, path,
                (node as JsonObject)?["resources"] is JsonArray resources
                    ? [.. resources.Select(resource => ApiJson.Text(resource, "id")).OfType<string>()]
                    : null)
            : null;
}
