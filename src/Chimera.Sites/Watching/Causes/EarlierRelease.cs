using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
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
            var statement = JsonNode.Parse(read.Payload.Span)!;
            var predicate = statement["predicate"]!;
            return predicate["resourceUri"]!.GetValue<string>() != resource ? null : new EarlierRelease(
                predicate["urn:chimera:nonce"]!.GetValue<string>(),
                DateTimeOffset.Parse(predicate["timeVerified"]!.GetValue<string>(), CultureInfo.InvariantCulture),
                statement["subject"]!.AsArray().Where(subject => NameOf(subject).StartsWith(FileSubject, StringComparison.Ordinal))
                    .ToImmutableDictionary(subject => NameOf(subject)[FileSubject.Length..], DigestsOf, StringComparer.Ordinal));
        }
        catch (Exception e) when (e is JsonException or NullReferenceException or InvalidOperationException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    private static string NameOf(JsonNode? subject) => subject!["name"]!.GetValue<string>();

    private static Digests DigestsOf(JsonNode? subject) =>
        new(subject!["digest"]!["sha256"]!.GetValue<string>(), subject["digest"]!["sha3_256"]!.GetValue<string>());
}
