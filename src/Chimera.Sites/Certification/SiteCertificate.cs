using System.Text.Json.Nodes;
using Chimera.Engine.Record;
using Chimera.Engine.Validation;
using Chimera.Engine.Validation.Certificates;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Certification;

/// <summary>What a certificate of a site on a platform says.</summary>
public static class SiteCertificate
{
    /// <summary>What it is for: <c>urn:chimera:site:docs:netlify</c>.</summary>
    public static string ResourceOf(string site, Platform platform) => $"urn:chimera:site:{Uri.EscapeDataString(site)}:{platform.Name()}";

    /// <summary>What had to hold: that nothing as bad as this was found.</summary>
    public static string PolicyOf(Severity least) => $"urn:chimera:policy:site:no-{least.ToString().ToLowerInvariant()}s";

    /// <summary>How many of each were found, and how the answers are known.</summary>
    public static JsonObject EvidenceOf(SiteBundle bundle, DeployContext context)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        ArgumentNullException.ThrowIfNull(context);
        return new JsonObject
        {
            ["platform"] = bundle.Foresight.Platform.Name(),
            ["context"] = context.Name,
            ["branch"] = context.Branch,
            ["files"] = bundle.Foresight.Published.All.Length,
            ["findings"] = new JsonObject(Enum.GetValues<Severity>().Select(severity => KeyValuePair.Create(
                severity.ToString().ToLowerInvariant(), (JsonNode?)bundle.Foresight.Findings.Count(finding => finding.Kind.Severity == severity)))),
            ["answers"] = new JsonObject(Enum.GetValues<Evidence>().Select(evidence => KeyValuePair.Create(
                evidence.ToString().ToLowerInvariant(), (JsonNode?)bundle.Answers.Count(answer => answer.Response.Evidence == evidence)))),
        };
    }

    /// <summary>The context that a certificate was made for, so that it can be checked in the same; null when it says none.</summary>
    public static DeployContext? ContextOf(Certificate certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return certificate.Evidence["context"].TextOrNull() is { } context && certificate.Evidence["branch"].TextOrNull() is { } branch
            ? new DeployContext(context, branch)
            : null;
    }
}
