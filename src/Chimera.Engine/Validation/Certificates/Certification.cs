using System.Collections.Immutable;
using Chimera.Engine.Record.Signing;

namespace Chimera.Engine.Validation.Certificates;

/// <summary>Issues certificates, and says what one is worth: offline, from its bytes, the trust list and the time alone.</summary>
public static class Certification
{
    private const int MostNamed = 10;

    public static byte[] Issue(Certificate certificate, ISigner signer)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return DsseEnvelope.Sign(CertificateDocument.PayloadType, CertificateDocument.Write(certificate), signer).ToBytes();
    }

    /// <param name="file">The certificate's bytes. Exactly the form in which it was issued counts; anything re-encoded is refused.</param>
    /// <param name="resources">What it has to be made for: one of these.</param>
    public static CertificateVerdict Check(ReadOnlyMemory<byte> file, IReadOnlyCollection<string> resources, TrustList trust, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(resources);
        ArgumentNullException.ThrowIfNull(trust);
        if (DsseEnvelope.Read(file) is not { Signatures: [var signature] } envelope || envelope.PayloadType != CertificateDocument.PayloadType)
        {
            return Worthless("malformed", "this is no certificate", "name a file that 'chimera certify' wrote");
        }

        if (trust.SignerOf(envelope, Purpose.Certify) is not { } signer)
        {
            return Worthless(
                "untrusted", "nobody who is trusted to certify has signed this: the signer is unknown, or it was changed after it was signed",
                "trust the signer's public key with --trust, or certify again");
        }

        if (trust.Keys.Objection(signer, envelope) is { } objection)
        {
            return new CertificateVerdict.Worthless(objection);
        }

        // The hint decided nothing; but what was issued is these bytes and no others.
        var issued = envelope with { Signatures = [signature with { KeyId = signer.Key.Name }] };
        return CertificateDocument.Read(envelope.Payload.Span) is { } certificate && issued.ToBytes().AsSpan().SequenceEqual(file.Span)
            ? Check(certificate, signer, resources, trust, now)
            : Worthless("altered", "it was signed, but it is not in the form in which it was issued", "use the file as 'chimera certify' wrote it");
    }

    /// <summary>How what is at hand differs from what was certified; empty when it is that and nothing else.</summary>
    public static ImmutableArray<Finding> Differences(Certificate certificate, IReadOnlyCollection<Subject> found)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(found);
        var now = found.ToDictionary(subject => subject.Name, subject => subject.Digests, StringComparer.Ordinal);
        var then = certificate.Subjects.ToDictionary(subject => subject.Name, subject => subject.Digests, StringComparer.Ordinal);
        var changed = then.Keys.Where(name => now.TryGetValue(name, out var digests) && digests != then[name]).Order(StringComparer.Ordinal);
        var missing = then.Keys.Where(name => !now.ContainsKey(name)).Order(StringComparer.Ordinal);
        var added = now.Keys.Where(name => !then.ContainsKey(name)).Order(StringComparer.Ordinal);
        return
        [
            .. Told("changed", "was changed since it was certified", changed),
            .. Told("missing", "was certified and is not there", missing),
            .. Told("added", "is there and was not certified", added),
        ];
    }

    private static CertificateVerdict Check(
        Certificate certificate, TrustedSigner signer, IReadOnlyCollection<string> resources, TrustList trust, DateTimeOffset now)
    {
        if (certificate.Verifier != signer.Verifier)
        {
            return Worthless("impersonated", $"its signer may not speak for {certificate.Verifier}", "certify again with a key of that verifier");
        }

        if (trust.Revoked.TryGetValue(certificate.Nonce, out var why))
        {
            return Worthless("revoked", $"it was taken back: {why}", "certify again");
        }

        if (now < certificate.Verified)
        {
            return Worthless("not-yet", $"it is from {certificate.Verified:u}, which has not come yet", "set this machine's clock");
        }

        if (now >= certificate.Expires)
        {
            return Worthless("expired", $"it expired at {certificate.Expires:u}", "certify again");
        }

        return resources.Contains(certificate.Resource)
            ? new CertificateVerdict.Genuine(certificate, signer)
            : Worthless("for-another", $"it is for {certificate.Resource}, not for {string.Join(" or ", resources)}", "name the certificate of this site and platform");
    }

    private static IEnumerable<Finding> Told(string what, string how, IEnumerable<string> names)
    {
        var all = names.ToList();
        return all.Take(MostNamed).Select(name => Finding.Error($"certificate.{what}", $"{name} {how}"))
            .Concat(all.Count > MostNamed ? [Finding.Error($"certificate.{what}", $"{all.Count - MostNamed} more: each {how}")] : []);
    }

    private static CertificateVerdict.Worthless Worthless(string what, string message, string remedy) =>
        new(Finding.Error($"certificate.{what}", message, remedy));
}
