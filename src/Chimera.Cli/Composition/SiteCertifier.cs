using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Chimera.Engine.Record;
using Chimera.Engine.Record.Signing;
using Chimera.Engine.Truth.Settings;
using Chimera.Engine.Validation;
using Chimera.Engine.Validation.Certificates;
using Chimera.Sites.Certification;
using Chimera.Sites.Findings;
using Chimera.Sites.Platforms;

namespace Chimera.Cli.Composition;

/// <summary>Certifies a site on a platform: foresees it, holds it against the policy, signs what was foreseen, and tells the record.</summary>
/// <param name="tell">Writes to the record, where there is one.</param>
internal sealed class SiteCertifier(SiteQuestion question, SiteBundles bundles, Func<DomainEvent, CancellationToken, Task> tell, ISigner signer, TimeProvider time)
{
    private const int NonceBytes = 32;

    /// <param name="least">From where on a finding keeps a site from being certified.</param>
    /// <returns>The certificate, or the findings for which there is none.</returns>
    public async Task<Certifying> CertifyAsync(Platform platform, Severity least, CancellationToken cancel)
    {
        var resource = SiteCertificate.ResourceOf(question.Site, platform);
        await TellAsync(EventTypes.CertifyStart, new JsonObject { ["resource"] = resource }, cancel);
        try
        {
            return await CertifyAsync(platform, least, resource, cancel);
        }
        catch (Exception e)
        {
            // What was begun ends in the record, too: also when a person stops it.
            var why = e is Stop { Findings: var found } && found.FirstOrDefault() is { } first ? $"{first.Code}: {first.Message}" : e.Message;
            await TellAsync(EventTypes.CertifyComplete, new JsonObject { ["resource"] = resource, ["certified"] = false, ["why"] = why }, CancellationToken.None);
            throw;
        }
    }

    private async Task<Certifying> CertifyAsync(Platform platform, Severity least, string resource, CancellationToken cancel)
    {
        var (foresight, bundle) = bundles.Read(platform, question.Path, question.Context, cancel);
        if (bundle is { Unreadable: [var unreadable, ..] })
        {
            throw new Stop(ExitCode.Failed, Finding.Error("certificate.unreadable", $"{unreadable} cannot be read", "make it readable, or leave it out of what is published"));
        }

        var against = bundle is null
            ? [.. foresight.Findings.Where(finding => finding.Kind.Severity == Severity.Error)]
            : bundle.Foresight.Findings.Where(finding => finding.Kind.Severity >= least).ToList();
        if (bundle is null || against.Count > 0)
        {
            await TellAsync(EventTypes.CertifyComplete, new JsonObject { ["resource"] = resource, ["certified"] = false, ["findings"] = against.Count }, cancel);
            return new Certifying.Refused(bundle is null, against);
        }

        var certificate = Draft(resource, bundle, least);
        var file = Certification.Issue(certificate, signer);
        await tell(
            new DomainEvent(Revocations.Stream, EventTypes.Certified, new JsonObject
            {
                ["nonce"] = certificate.Nonce, ["generation"] = bundle.Generation.Value, ["certificate"] = JsonNode.Parse(file),
            }),
            cancel);
        await TellAsync(EventTypes.CertifyComplete, new JsonObject { ["resource"] = resource, ["certified"] = true, ["nonce"] = certificate.Nonce }, cancel);
        return new Certifying.Certified(certificate, file);
    }

    private Certificate Draft(string resource, SiteBundle bundle, Severity least)
    {
        var now = time.GetUtcNow();
        var second = new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
        return new Certificate(
            resource,
            TrustedSigner.VerifierOf(signer.Verifier),
            typeof(SiteCertifier).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion,
            SiteCertificate.PolicyOf(least),
            second,
            second + question.Settings.Get(EngineSettings.CertifyValidFor),
            RandomNumberGenerator.GetHexString(NonceBytes * 2, lowercase: true),
            SiteCertificate.EvidenceOf(bundle, question.Context),
            bundle.Subjects);
    }

    private Task TellAsync(string type, JsonObject data, CancellationToken cancel) =>
        tell(new DomainEvent("certify", type, data), cancel);
}
