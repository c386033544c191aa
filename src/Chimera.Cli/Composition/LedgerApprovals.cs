using System.Collections.Immutable;
using Chimera.Engine.Planning;
using Chimera.Engine.Record;
using Chimera.Engine.Validation;
using Chimera.Engine.Validation.Certificates;
using Chimera.Sites.Certification;
using Chimera.Sites.Platforms;

namespace Chimera.Cli.Composition;

/// <summary>What may be shown: what the record holds a certificate for, by somebody who is trusted.</summary>
internal sealed class LedgerApprovals(IHistory record, Func<CancellationToken, Task<TrustList>> trusted, TimeProvider time) : IApprovals
{
    private const string Remedy = "certify it with 'chimera certify', or deploy with --certify";

    public async Task<Finding?> ObjectionAsync(string site, Platform platform, GenerationId generation, ImmutableArray<Subject> found, CancellationToken cancel)
    {
        var resource = SiteCertificate.ResourceOf(site, platform);
        var certificates = await CertificatesAsync(generation, cancel);
        if (certificates.Count == 0)
        {
            return Finding.Error("certificate.missing", $"nobody certified what is to be published of {site} on {platform.Name()}", Remedy);
        }

        var trust = await trusted(cancel);
        Finding? why = null;
        // The latest first: one that counts is enough.
        foreach (var file in Enumerable.Reverse(certificates))
        {
            why = Objection(Certification.Check(file, [resource], trust, time.GetUtcNow()), found);
            if (why is null)
            {
                return null;
            }
        }

        return why;
    }

    /// <summary>What the certificate of a release is worth now: of several, the best.</summary>
    /// <returns>Null where nobody certified it.</returns>
    public async Task<CertificateVerdict?> StandingAsync(string site, Platform platform, GenerationId generation, CancellationToken cancel)
    {
        var certificates = await CertificatesAsync(generation, cancel);
        var trust = await trusted(cancel);
        var verdicts = Enumerable.Reverse(certificates)
            .Select(file => Certification.Check(file, [SiteCertificate.ResourceOf(site, platform)], trust, time.GetUtcNow())).ToList();
        return verdicts.FirstOrDefault(verdict => verdict is CertificateVerdict.Genuine) ?? verdicts.FirstOrDefault();
    }

    /// <summary>What was shown before may be shown again after its certificate ran out: going back must not depend on a date. One that was taken back counts for nothing.</summary>
    private static Finding? Objection(CertificateVerdict verdict, ImmutableArray<Subject> found) => verdict switch
    {
        CertificateVerdict.Genuine genuine => found.IsEmpty ? null : Certification.Differences(genuine.Certificate, found) is [var first, ..] ? first with { Remedy = Remedy } : null,
        CertificateVerdict.Worthless { Why.Code: "certificate.expired" } when found.IsEmpty => null,
        CertificateVerdict.Worthless worthless => worthless.Why,
        _ => throw new InvalidOperationException("no such verdict"),
    };

    private async Task<List<byte[]>> CertificatesAsync(GenerationId generation, CancellationToken cancel)
    {
        List<byte[]> files = [];
        await foreach (var entry in record.ReadAsync(Revocations.Stream, cancel))
        {
            if (entry.Type == EventTypes.Certified && entry.Read(facts => facts.TextOrNull("generation")) == generation.Value)
            {
                files.Add([.. CanonicalJson.Write(entry.Read(facts => facts.Part("certificate"))), (byte)'\n']);
            }
        }

        return files;
    }
}
