using Chimera.Engine.Validation;
using Chimera.Sites.Platforms;

namespace Chimera.Cli.Terminal;

/// <summary>Writes what platforms would make of a site: all data, so all of it to stdout, and one line of summary to stderr.</summary>
internal static class ForesightOutput
{
    public static void Write(IReadOnlyList<Foresight> foreseen, OutputFormat format, Streams streams)
    {
        foreach (var foresight in foreseen)
        {
            foreach (var line in format == OutputFormat.Json ? [ForesightDocument.Write(foresight).ToLine()] : ForesightText.Of(foresight))
            {
                streams.Out.WriteLine(line);
            }
        }

        if (foreseen.Count > 1)
        {
            var comparison = PlatformDifferences.Of(foreseen);
            foreach (var line in format == OutputFormat.Json ? [ComparisonDocument.Write(comparison).ToLine()] : ComparisonText.Of(comparison))
            {
                streams.Out.WriteLine(line);
            }
        }

        foreach (var foresight in foreseen)
        {
            streams.Err.WriteLine(Summary(foresight));
        }
    }

    /// <summary><c>netlify: would be deployed; 1 error, 2 warnings</c>.</summary>
    public static string Summary(Foresight foresight)
    {
        var counts = string.Join(", ", new[] { Severity.Error, Severity.Warning, Severity.Note }
            .Select(severity => (Word: severity.ToString().ToLowerInvariant(), Count: foresight.Findings.Count(finding => finding.Kind.Severity == severity)))
            .Where(pair => pair.Count > 0)
            .Select(pair => $"{pair.Count} {pair.Word}{(pair.Count == 1 ? "" : "s")}"));
        return $"{foresight.Platform.Name()}: {(foresight.Broken ? "would not be deployed" : "would be deployed")}; {(counts.Length == 0 ? "nothing found" : counts)}";
    }
}
