using System.Text.Json.Nodes;
using Chimera.Cli.Commands;
using Chimera.Cli.Composition;
using Chimera.Sites.Platforms;

namespace Chimera.Cli.Terminal;

/// <summary>What came of certifying a site, for a person or a program; the certificate goes to its file.</summary>
internal static class CertifyingOutput
{
    /// <param name="folder">Where the certificate goes: <c>PLATFORM.dsse.json</c>.</param>
    public static ExitCode Write(Certifying certifying, Platform platform, string folder, OutputFormat format, Streams streams)
    {
        if (certifying is Certifying.Refused refused)
        {
            FindingText.WriteAll(refused.Why.Select(finding => finding.ToFinding()), streams.Err);
            streams.Err.WriteLine($"not certified for {platform.Name()}");
            return refused.Broken ? ExitCode.Broken : ExitCode.Findings;
        }

        var (certificate, file) = (Certifying.Certified)certifying;
        var path = OutputFile.Write(Path.Combine(folder, $"{platform.Name()}.dsse.json"), file);
        streams.Out.WriteLine(format == OutputFormat.Json
            ? new JsonObject
            {
                ["certificate"] = path,
                ["resource"] = certificate.Resource,
                ["nonce"] = certificate.Nonce,
                ["subjects"] = certificate.Subjects.Length,
                ["expires"] = certificate.Expires.UtcDateTime.ToString("O"),
            }.ToLine()
            : $"certified {platform.Name()}: {certificate.Subjects.Length} subjects, until {certificate.Expires:u}, by {certificate.Verifier}\n{path}");
        return ExitCode.Ok;
    }
}
