using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Chimera.Engine.Record;
using Chimera.Engine.Validation.Certificates;

namespace Chimera.Sites.Watching.Causes;

/// <summary>
/// What an earlier certificate says of a site's files. It is evidence, and nothing is done because of it: that it was recorded is enough.
/// </summary>
/// <param name="Certificate">Its nonce.</param>
/// <param name="Files">By the paths of their addresses.</param>
public sealed record EarlierRelease(string Certificate, DateTimeOffset Certified, ImmutableDictionary<string, Digests> Files)
{
    private const string FileSubject = "file:";

    /// <param name="envelope">The certificate, as the record has it.</param>
    /// <returns>Null when it is for another resource, or is not what a certificate looks like.</returns>
    public static EarlierRelease? Read(JsonNode? envelope, string resource)
    {
        if (envelope is null || DsseEnvelope.Read(Encoding.UTF8.GetBytes(envelope.ToJsonString())) is not { } read)
        {
            return null;
        }

        try
        {
            var statement = JsonFacts.Parse(read.Payload.Span);
            var predicate = statement.Part("predicate");
            var files = statement.Parts("subject")
                .Where(subject => NameOf(subject).StartsWith(FileSubject, StringComparison.Ordinal)).ToList();
            return predicate.Text("resourceUri") != resource || files.DistinctBy(NameOf).Count() < files.Count ? null : new EarlierRelease(
                predicate.Text("urn:chimera:nonce"),
                DateTimeOffset.Parse(predicate.Text("timeVerified"), CultureInfo.InvariantCulture),
                files.ToImmutableDictionary(subject => NameOf(subject)[FileSubject.Length..], DigestsOf, StringComparer.Ordinal));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static string NameOf(JsonObject subject) => subject.Text("name");

    private static Digests DigestsOf(JsonObject subject) =>
        new(subject.Part("digest").Text("sha256"), subject.Part("digest").Text("sha3_256"));
}
