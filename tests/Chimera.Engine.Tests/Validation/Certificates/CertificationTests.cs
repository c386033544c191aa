using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Chimera.Engine.Tests.Record;
using Chimera.Engine.Validation.Certificates;

namespace Chimera.Engine.Tests.Validation.Certificates;

public sealed class CertificationTests : IDisposable
{
    private const string Resource = "urn:chimera:site:docs:netlify";
    private const string Verifier = "urn:chimera:verifier:ci";

    private static readonly DateTimeOffset Now = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    private readonly TestKey _key = new("ci");
    private readonly TestKey _other = new("other");

    private static Certificate Certificate => new(
        Resource, Verifier, "1.2.3", "urn:chimera:policy:site", Now.AddMinutes(-1), Now.AddDays(1), new string('a', 64),
        new JsonObject { ["warnings"] = 2 }, [SubjectOf("configuration", "rules"), SubjectOf("file:/index.html", "<p>")]);

    private TrustList Trust => new([new TrustedSigner(_key, Verifier, [Purpose.Certify])], ImmutableDictionary<string, string>.Empty);

    [Fact]
    public void What_was_issued_is_genuine_and_says_what_was_certified()
    {
        var genuine = Assert.IsType<CertificateVerdict.Genuine>(Check(Issued(Certificate)));

        Assert.Equal(Certificate.Subjects, genuine.Certificate.Subjects);
        Assert.Equal(Certificate.Expires, genuine.Certificate.Expires);
        Assert.Equal("""{"warnings":2}""", genuine.Certificate.Evidence.ToJsonString());
    }

    [Fact]
    public void The_payload_is_an_in_toto_statement_with_a_verification_summary()
    {
        var payload = JsonNode.Parse(DsseEnvelope.Read(Issued(Certificate))!.Payload.Span)!;

        Assert.Equal("https://in-toto.io/Statement/v1", (string?)payload["_type"]);
        Assert.Equal("https://slsa.dev/verification_summary/v1", (string?)payload["predicateType"]);
        Assert.Equal("PASSED", (string?)payload["predicate"]!["verificationResult"]);
        Assert.Equal("2026-03-04T05:05:07Z", (string?)payload["predicate"]!["timeVerified"]);
        Assert.Equal(64, ((string?)payload["subject"]![0]!["digest"]!["sha3_256"])!.Length);
    }

    [Fact]
    public void Digests_are_those_of_the_standards()
    {
        // FIPS 180-4 and FIPS 202, the empty message.
        var empty = Digests.Of([]);

        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", empty.Sha256);
        Assert.Equal("a7ffc6f8bf1ed76651c14756a061d662f580ff4de43b49fa82d80a4b80f8434a", empty.Sha3);
    }

    [Fact]
    public void A_signer_who_is_not_trusted_or_for_something_else_counts_for_nothing()
    {
        Assert.Equal("certificate.untrusted", CodeOf(Certification.Check(Certification.Issue(Certificate, _other), [Resource], Trust, Now)));
        Assert.Equal("certificate.untrusted", CodeOf(Certification.Check(Issued(Certificate), [Resource], TrustList.Nobody, Now)));
        var revoker = Trust with { Signers = [new TrustedSigner(_key, Verifier, [Purpose.Revoke])] };
        Assert.Equal("certificate.untrusted", CodeOf(Certification.Check(Issued(Certificate), [Resource], revoker, Now)));
    }

    [Fact]
    public void A_key_cannot_speak_for_another_verifier() =>
        Assert.Equal("certificate.impersonated", CodeOf(Check(Issued(Certificate with { Verifier = "urn:chimera:verifier:release" }))));

    [Fact]
    public void The_key_id_is_only_a_hint_and_may_not_be_changed_all_the_same()
    {
        var envelope = DsseEnvelope.Read(Issued(Certificate))!;
        var renamed = envelope with { Signatures = [envelope.Signatures[0] with { KeyId = "other" }] };

        Assert.Equal("certificate.altered", CodeOf(Check(renamed.ToBytes())));
        var swapped = DsseEnvelope.Sign(envelope.PayloadType, envelope.Payload, _other);
        var claimed = swapped with { Signatures = [swapped.Signatures[0] with { KeyId = "ci" }] };
        Assert.Equal("certificate.untrusted", CodeOf(Check(claimed.ToBytes())));
    }

    [Fact]
    public void It_holds_from_its_time_to_its_end_and_for_its_resource_unless_it_was_taken_back()
    {
        var issued = Issued(Certificate);

        Assert.Equal("certificate.not-yet", CodeOf(Certification.Check(issued, [Resource], Trust, Certificate.Verified.AddSeconds(-1))));
        Assert.IsType<CertificateVerdict.Genuine>(Certification.Check(issued, [Resource], Trust, Certificate.Expires.AddSeconds(-1)));
        Assert.Equal("certificate.expired", CodeOf(Certification.Check(issued, [Resource], Trust, Certificate.Expires)));
        Assert.Equal("certificate.for-another", CodeOf(Certification.Check(issued, ["urn:chimera:site:docs:render"], Trust, Now)));
        var revoked = Trust with { Revoked = Trust.Revoked.Add(Certificate.Nonce, "leaked") };
        Assert.Equal("certificate.revoked", CodeOf(Certification.Check(issued, [Resource], revoked, Now)));
    }

    [Fact]
    public void What_is_at_hand_is_held_against_every_subject()
    {
        Assert.Empty(Certification.Differences(Certificate, Certificate.Subjects));
        Assert.Equal(
            ["certificate.changed: configuration", "certificate.missing: file:/index.html", "certificate.added: file:/new.html"],
            Certification.Differences(Certificate, [SubjectOf("configuration", "other rules"), SubjectOf("file:/new.html", "")])
                .Select(finding => $"{finding.Code}: {finding.Message.Split(' ')[0]}"));
    }

    [Fact]
    public void Two_digests_of_different_make_must_both_be_right()
    {
        var half = Certificate.Subjects[0] with { Digests = Certificate.Subjects[0].Digests with { Sha3 = new string('0', 64) } };

        Assert.Equal("certificate.changed", Assert.Single(Certification.Differences(Certificate, [half, Certificate.Subjects[1]])).Code);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Subjects_out_of_order_or_twice_are_no_certificate(int kind)
    {
        var (first, second) = (Certificate.Subjects[0], Certificate.Subjects[1]);
        ImmutableArray<Subject> odd = kind == 0 ? [second, first] : [first, first];

        Assert.Equal("certificate.altered", CodeOf(Check(Issued(Certificate with { Subjects = odd }))));
    }

    public void Dispose()
    {
        _key.Dispose();
        _other.Dispose();
    }

    private static Subject SubjectOf(string name, string content) => new(name, Digests.Of(Encoding.UTF8.GetBytes(content)));

    private static string CodeOf(CertificateVerdict verdict) => Assert.IsType<CertificateVerdict.Worthless>(verdict).Why.Code;

    private byte[] Issued(Certificate certificate) => Certification.Issue(certificate, _key);

    private CertificateVerdict Check(byte[] file) => Certification.Check(file, [Resource], Trust, Now);
}
