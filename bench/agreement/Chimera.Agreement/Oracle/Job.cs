using System.Text.Json.Nodes;
using Chimera.Agreement.Sites;

namespace Chimera.Agreement.Oracle;

/// <summary>A site on disk, to be looked at by both sides.</summary>
/// <param name="Sent">Only what requests are sent is wanted, not what Netlify's code says.</param>
internal sealed record Job(int Id, Site Site, string Folder, bool Sent = false)
{
    /// <summary>Context and branch; the first is the one that requests are made to.</summary>
    public static readonly IReadOnlyList<(string Context, string Branch)> Contexts =
        [("production", "main"), ("deploy-preview", "pr-1"), ("branch-deploy", "feature/x")];

    public string ToLine() => new JsonObject
    {
        ["id"] = Id,
        ["root"] = Folder,
        ["contexts"] = new JsonArray([.. Contexts.Take(Sent ? 1 : Contexts.Count).Select(context => (JsonNode)new JsonArray(context.Context, context.Branch))]),
        ["seed"] = Id,
        ["most"] = Site.MostRequests,
        ["sent"] = Sent,
        ["requests"] = new JsonArray([.. Site.Requests.Select(request => request.DeepClone())]),
    }.ToJsonString();
}
