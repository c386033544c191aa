using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Chimera.Engine.Record;
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
    public static Dossier Read(JsonObject document)
    {
        var files = document.Part("files");
        return new Dossier(
            [.. document.Parts("answers").Select(ReadAnswer)],
            files.Names().ToImmutableSortedDictionary(name => name, name => ReadFile(files.List(name)), StringComparer.Ordinal),
            document.TextOrNull("commit"));
    }

    private static JsonObject Write(ForeseenAnswer answer)
    {
        var written = answer.Write();
        written["bytes"] = answer.Body is { } body ? new JsonArray(body.Sha256, body.Sha3) : null;
        return written;
    }

    private static PublishedDigest ReadFile(JsonArray file) => new(file.Text(0), file.Long(1));

    private static ForeseenAnswer ReadAnswer(JsonObject answer)
    {
        var request = answer.Part("request");
        var target = request.Text("target");
        var query = target.IndexOf('?', StringComparison.Ordinal);
        return new ForeseenAnswer(
            new SiteRequest(
                request.Text("method"), request.Text("scheme"), request.Text("host"),
                query < 0 ? target : target[..query], query < 0 ? "" : target[(query + 1)..],
                Map(request, "headers"), Map(request, "cookies"), request.TextOrNull("country"), request.TextOrNull("language")),
            new SiteResponse(
                answer.Word<ServedBy>("by"), answer.Whole("status"), answer.TextOrNull("location"),
                answer.TextOrNull("body"), answer.TextOrNull("proxied"),
                [.. answer.Lists("headers").Select(pair => KeyValuePair.Create(pair.Text(0), pair.Text(1)))],
                Rule: null, answer.Word<Evidence>("evidence"), Why: []),
            answer.TextOrNull("body"),
            answer.ListOrNull("bytes") is { } bytes ? new Digests(bytes.Text(0), bytes.Text(1)) : null);
    }

    private static ImmutableDictionary<string, string> Map(JsonObject request, string name) => request.PartOrNull(name) is { } map
        ? map.Names().ToImmutableDictionary(key => key, map.Text, StringComparer.Ordinal)
        : ImmutableDictionary<string, string>.Empty;
}
