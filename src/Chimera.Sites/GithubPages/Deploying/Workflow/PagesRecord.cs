using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Chimera.Engine.Planning;
using Chimera.Engine.Record;
using Chimera.Sites.Publishing.Http;

namespace Chimera.Sites.GithubPages.Deploying.Workflow;

/// <summary>
/// A deployment as the repository's list has it. Chimera writes one for each release that it has found in an artifact, so that
/// whoever comes next knows which
/// artifact that was; jobs have others.
/// </summary>
/// <param name="Generation">Null for one that Chimera did not write.</param>
/// <param name="Artifact">Null for one that Chimera did not write.</param>
internal sealed record PagesRecord(string Id, GenerationId? Generation, string? Artifact, DateTimeOffset At)
{
    public const string Task = "chimera";

    /// <returns>Null for what is none.</returns>
    public static PagesRecord? Read(JsonNode? node)
    {
        if (node is not JsonObject map || Number(map["id"]) is not { } id)
        {
            return null;
        }

        var at = ApiJson.Time(map, "created_at") ?? DateTimeOffset.UnixEpoch;
        return ApiJson.Text(map, "task") == Task && Payload(map["payload"]) is var payload
            && ApiJson.Text(payload, "generation") is { } generation && StagedRelease.RefOf(new GenerationId(generation), at) is not null
            && ApiJson.Text(payload, "artifact") is { Length: > 0 and < 19 } artifact && artifact.All(char.IsAsciiDigit)
            ? new PagesRecord(id, new GenerationId(generation), artifact, at)
            : new PagesRecord(id, null, null, at);
    }

    public static string? Number(JsonNode? node) => node.LongOrNull() is { } number and >= 0
        ? number.ToString(CultureInfo.InvariantCulture)
        : null;

    // Documented as either: a map, or a text that holds one.
    private static JsonNode? Payload(JsonNode? node)
    {
        if (node.TextOrNull() is not { } text)
        {
            return node;
        }

        try
        {
            return ApiJson.Parse(System.Text.Encoding.UTF8.GetBytes(text));
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
