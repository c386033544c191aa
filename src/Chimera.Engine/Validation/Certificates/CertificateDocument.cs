using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Chimera.Engine.Record;

namespace Chimera.Engine.Validation.Certificates;

/// <summary>
/// A certificate as an <see href="https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md">in-toto Statement v1</see> whose predicate is a
/// <see href="https://slsa.dev/spec/v1.1/verification_summary">SLSA Verification Summary v1</see>. Fields that those do not have are named by URIs,
/// as the parsing rules allow. Written canonically, so that one certificate has one form.
/// </summary>
internal static class CertificateDocument
{
    public const string PayloadType = "application/vnd.in-toto+json";

    private const string StatementType = "https://in-toto.io/Statement/v1";
    private const string PredicateType = "https://slsa.dev/verification_summary/v1";
    private const string Level = "CHIMERA_FORESEEN";
    private const string NonceField = "urn:chimera:nonce";
    private const string ExpiresField = "urn:chimera:expires";
    private const string EvidenceField = "urn:chimera:evidence";
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss'Z'";
    private const int Depth = 32;

    public static byte[] Write(Certificate certificate) => CanonicalJson.Write(new JsonObject
    {
        ["_type"] = StatementType,
        ["subject"] = new JsonArray([.. certificate.Subjects.Select(subject => new JsonObject
        {
            ["name"] = subject.Name,
            ["digest"] = subject.Digests.Write(),
        })]),
        ["predicateType"] = PredicateType,
        ["predicate"] = new JsonObject
        {
            ["verifier"] = new JsonObject { ["id"] = certificate.Verifier, ["version"] = new JsonObject { ["chimera"] = certificate.Version } },
            ["timeVerified"] = Write(certificate.Verified),
            ["resourceUri"] = certificate.Resource,
            ["policy"] = new JsonObject { ["uri"] = certificate.Policy },
            ["verificationResult"] = "PASSED",
            ["verifiedLevels"] = new JsonArray(Level),
            ["slsaVersion"] = "1.1",
            [NonceField] = certificate.Nonce,
            [ExpiresField] = Write(certificate.Expires),
            [EvidenceField] = certificate.Evidence.DeepClone(),
        },
    });

    /// <returns>Null when the bytes are not a certificate in exactly the form in which one is written.</returns>
    public static Certificate? Read(ReadOnlySpan<byte> statement)
    {
        try
        {
            var read = Read(JsonFacts.Parse(statement, Depth));
            return read is not null && statement.SequenceEqual(Write(read)) ? read : null;
        }
        catch (FormatException)
        {
            // A member is missing, of another kind, or cannot be written canonically.
            return null;
        }
    }

    private static Certificate? Read(JsonObject root)
    {
        var predicate = root.Part("predicate");
        var verifier = predicate.Part("verifier");
        var subjects = root.Parts("subject").Select(ReadSubject).OfType<Subject>().ToImmutableArray();
        var ordered = subjects.Zip(subjects.Skip(1)).All(pair => string.CompareOrdinal(pair.First.Name, pair.Second.Name) < 0);
        var nonce = predicate.Text(NonceField);
        return ordered && subjects.Length > 0 && Digests.IsDigest(nonce)
            ? new Certificate(
                predicate.Text("resourceUri"),
                verifier.Text("id"),
                verifier.Part("version").Text("chimera"),
                predicate.Part("policy").Text("uri"),
                predicate.Time("timeVerified", TimeFormat),
                predicate.Time(ExpiresField, TimeFormat),
                nonce,
                predicate.Part(EvidenceField),
                subjects)
            : null;
    }

    private static Subject? ReadSubject(JsonObject subject) =>
        Digests.Read(subject.Part("digest")) is { } digests ? new Subject(subject.Text("name"), digests) : null;

    private static string Write(DateTimeOffset time) => time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);
}
