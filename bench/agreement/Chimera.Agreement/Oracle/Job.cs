using System.Text.Json.Nodes;
using Chimera.Agreement.Sites;

namespace Chimera.Agreement.Oracle;

/// <summary>A site on disk, to be looked at by both sides.</summary>
internal sealed record Job(int Id, Site Site, string Folder)
{
    /// <summary>Context and branch; the first is the one that requests are made to.</summary>
    public static readonly IReadOnlyList<(string Context, string Branch)> Contexts =
        [("production", "main"), ("deploy-preview", "pr-1"), ("branch-deploy", "feature/x")];

    public string ToLine() => new JsonObject
    {
        ["id"] = Id,
        ["root"] = Folder,
        ["contexts"] = new JsonArray([.. Contexts.Select(context => (JsonNode)new JsonArray(context.Context, context.Branch))]),
        ["seed"] = Id,
        ["most"] = Site.MostRequests,
        ["requests"] = new JsonArray([.. Site.Requests.Select(request => request.DeepClone())]),
    }.ToJsonString();
}
