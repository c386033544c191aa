using System.Text.Json.Nodes;
using Chimera.Sites.Publishing;
using Chimera.Sites.Publishing.Http;

namespace Chimera.Sites.GithubPages.Deploying.Workflow;

/// <summary>A deployment of Pages, as far as Chimera reads what GitHub says of it.</summary>
/// <param name="Status">Null when GitHub knows no such deployment.</param>
internal sealed record PagesDeployment(string? Status)
{
    private static readonly string[] Failures =
    [
        "deployment_cancelled", "deployment_failed", "deployment_content_failed", "deployment_perms_error",
    ];

    public static readonly PagesDeployment None = new((string?)null);

    public bool IsShown => Status == "succeed";

    /// <summary>It is over, and visitors have what they had.</summary>
    public bool IsDead => Failures.Contains(Status);

    /// <summary>GitHub itself does not know what came of it.</summary>
    public bool IsLost => Status == "deployment_lost";

    /// <summary>GitHub has it, and it may still be shown.</summary>
    public bool IsUnderWay => Status is not null && !IsShown && !IsDead && !IsLost;

    public static PagesDeployment? Read(JsonNode? node) =>
        ApiJson.Text(node, "status") is { } status ? new PagesDeployment(OutsideText.Shown(status)) : null;
}
