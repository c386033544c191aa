using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Chimera.Engine.Planning;
using Chimera.Sites.Publishing;
using Chimera.Sites.Publishing.Http;

namespace Chimera.Sites.Netlify.Deploying;

/// <summary>A deploy, as far as Chimera reads what Netlify says of it.</summary>
/// <param name="Required">The SHA-1 digests of the contents that Netlify lacks; empty when it does not say.</param>
/// <param name="Problem">What Netlify says went wrong.</param>
internal sealed record NetlifyDeploy(
    string Id, string State, GenerationId? Generation, ImmutableArray<string> Required, string? Problem, bool Locked, DateTimeOffset At,
        Uri? Address)
{
    /// <summary>When visitors were last given it, as far as Netlify says.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    public const string Ready = "ready";

    public bool IsReady => State == Ready;

    /// <summary>Nothing will come of it any more.</summary>
    public bool IsDead => State is "error" or "rejected";

    /// <summary>Netlify knows what it lacks.</summary>
    public bool IsCompared => State is "prepared" or "uploading" or "uploaded" or "processing" or "processed" or Ready;

    public SiteDeploy AsSiteDeploy() => new(Id, Generation, At, Address) { IsLocked = Locked, ShownAt = PublishedAt };

    /// <returns>Null for what is no deploy.</returns>
    public static NetlifyDeploy? Read(JsonNode? node)
    {
        if (ApiJson.Text(node, "id") is not { } id || !IsId(id) || ApiJson.Text(node, "state") is not { } state)
        {
            return null;
        }

        return new NetlifyDeploy(
            id, state, GenerationTitle.Read(ApiJson.Text(node, "title")), [.. ApiJson.Texts(node, "required") ?? []],
                ApiJson.Text(node, "error_message"),
            ApiJson.Flag(node, "locked"), ApiJson.Time(node, "created_at") ?? DateTimeOffset.UnixEpoch,
            Web(ApiJson.Text(node, "deploy_ssl_url")) ?? Web(ApiJson.Text(node, "deploy_url")))
        {
            PublishedAt = ApiJson.Time(node, "published_at"),
        };
    }

    public static Uri? Web(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "https" or "http"
        ? address : null;

    // It becomes a part of a path.
    private static bool IsId(string id) => id.Length is > 0 and <= 64 && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
