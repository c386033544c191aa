using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Chimera.Engine.Validation.Certificates;
using Chimera.Sites.Certification;
using Chimera.Sites.Platforms;
using Chimera.Sites.Publishing.Live;
using Chimera.Sites.Requests;

namespace Chimera.Sites.Publishing;

/// <summary>A dossier as JSON and back, as far as it can be asked from outside: rules are not kept, so answers that depend on a visitor's country are left out.</summary>
internal static class DossierDocument
{
    public static JsonObject Write(Dossier dossier) => new()
    {
        ["answers"] = new JsonArray([.. dossier.Answers.Where(AnswerComparison.CanBeAsked).Select(Write)]),
        ["files"] = new JsonObject(dossier.Files.Select(file => KeyValuePair.Create(file.Key, (JsonNode?)new JsonArray(file.Value.Sha256, file.Value.Bytes)))),
        ["commit"] = dossier.Commit,
    };

    /// <exception cref="FormatException">It is none.</exception>
    public static Dossier Read(JsonObject document) => new(
        [.. document["answers"]!.AsArray().Select(answer => Read(answer!))],
        document["files"]!.AsObject().ToImmutableSortedDictionary(
            file => file.Key, file => new PublishedDigest(file.Value![0]!.GetValue<string>(), file.Value[1]!.GetValue<long>()), StringComparer.Ordinal),
        document["commit"]?.GetValue<string>());

    private static JsonObject Write(ForeseenAnswer answer)
    {
        var written = answer.Write();
        written["bytes"] = answer.Body is { } body ? new JsonArray(body.Sha256, body.Sha3) : null;
        return written;
    }

    private static ForeseenAnswer Read(JsonNode answer)
    {
        var request = answer["request"]!;
        var target = request["target"]!.GetValue<string>();
        var query = target.IndexOf('?', StringComparison.Ordinal);
        return new ForeseenAnswer(
            new SiteRequest(
                request["method"]!.GetValue<string>(), request["scheme"]!.GetValue<string>(), request["host"]!.GetValue<string>(),
                query < 0 ? target : target[..query], query < 0 ? "" : target[(query + 1)..],
                Map(request["headers"]), Map(request["cookies"]), request["country"]?.GetValue<string>(), request["language"]?.GetValue<string>()),
            new SiteResponse(
                Enum.Parse<ServedBy>(answer["by"]!.GetValue<string>()), answer["status"]!.GetValue<int>(), answer["location"]?.GetValue<string>(),
                answer["body"]?.GetValue<string>(), answer["proxied"]?.GetValue<string>(),
                [.. answer["headers"]!.AsArray().Select(pair => KeyValuePair.Create(pair![0]!.GetValue<string>(), pair[1]!.GetValue<string>()))],
                Rule: null, Enum.Parse<Evidence>(answer["evidence"]!.GetValue<string>(), ignoreCase: true), Why: []),
            answer["body"]?.GetValue<string>(),
            answer["bytes"] is { } bytes ? new Digests(bytes[0]!.GetValue<string>(), bytes[1]!.GetValue<string>()) : null);
    }

    private static ImmutableDictionary<string, string> Map(JsonNode? map) => map is null
        ? ImmutableDictionary<string, string>.Empty
        : map.AsObject().ToImmutableDictionary(pair => pair.Key, pair => pair.Value!.GetValue<string>(), StringComparer.Ordinal);
}
