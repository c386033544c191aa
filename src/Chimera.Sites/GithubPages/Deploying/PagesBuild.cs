using System.Text.Json.Nodes;
using Chimera.Sites.Publishing;
using Chimera.Sites.Publishing.Http;

namespace Chimera.Sites.GithubPages.Deploying;

/// <summary>A build of the site by GitHub, as far as Chimera reads what it says of it.</summary>
/// <param name="Status">Null when the site was never built.</param>
/// <param name="Problem">What GitHub says went wrong.</param>
internal sealed record PagesBuild(string? Commit, string? Status, string? Problem, DateTimeOffset At)
{
    public bool IsBuilt => Status == "built";

    public bool IsDead => Status == "errored";

    /// <returns>Null for what is no build.</returns>
    public static PagesBuild? Read(JsonNode? node) => node is JsonObject map && map.ContainsKey("status")
        ? new PagesBuild(
            ApiJson.Text(map, "commit") is { } commit && RemoteRefs.IsCommit(commit) ? commit : null,
            ApiJson.Text(map, "status") is { } status ? OutsideText.Shown(status) : null,
            ApiJson.Text(map["error"], "message") is { } problem ? OutsideText.Shown(problem) : null,
            ApiJson.Time(map, "updated_at") ?? ApiJson.Time(map, "created_at") ?? DateTimeOffset.UnixEpoch)
        : null;
}
