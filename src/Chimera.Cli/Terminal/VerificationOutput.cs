using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Chimera.Engine.Validation;
using Chimera.Engine.Validation.Certificates;
using Chimera.Sites.Publishing.Live;

namespace Chimera.Cli.Terminal;

/// <summary>How a site stands against its certificate, and how a live site against what was foreseen.</summary>
internal static class VerificationOutput
{
    public static void Write(CertificateVerdict.Genuine genuine, ImmutableArray<Finding> differences, OutputFormat format, Streams streams)
    {
        var certificate = genuine.Certificate;
        FindingText.WriteAll(differences, streams.Err);
        streams.Out.WriteLine(format == OutputFormat.Json
            ? new JsonObject
            {
                ["verified"] = differences.Length == 0,
                ["resource"] = certificate.Resource,
                ["verifier"] = certificate.Verifier,
                ["nonce"] = certificate.Nonce,
                ["differences"] = Documents(differences),
            }.ToLine()
            : differences.Length == 0
                ? $"verified: exactly the {certificate.Subjects.Length} subjects that {certificate.Verifier} certified on {certificate.Verified:u}, until {certificate.Expires:u}"
                : $"not what was certified: {differences.Length} differences");
    }

    /// <param name="place">What a declared place is called; null for an address alone.</param>
    /// <param name="commit">The commit that is live there; null where nobody says.</param>
    public static void Write(Uri url, string? place, string? commit, LiveReport report, OutputFormat format, Streams streams)
    {
        FindingText.WriteAll(report.Differences, streams.Err);
        streams.Out.WriteLine(format == OutputFormat.Json
            ? new JsonObject
            {
                ["place"] = place, ["commit"] = commit, ["url"] = url.ToString(), ["asked"] = report.Asked, ["unasked"] = report.Unasked, ["differences"] = Documents(report.Differences),
            }.ToLine()
            : $"{(place is null ? "" : $"{place} at ")}{url}: {report.Asked - report.Differences.Length} of {report.Asked} answers as foreseen{(report.Unasked > 0 ? $" ({report.Unasked} cannot be seen from here)" : "")}{(commit is null ? "" : $", of commit {commit}")}");
    }

    private static JsonArray Documents(ImmutableArray<Finding> findings) => new([.. findings.Select(FindingDocument.Write)]);
}
