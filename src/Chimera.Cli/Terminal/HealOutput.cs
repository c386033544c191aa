using System.Text.Json.Nodes;
using Chimera.Engine.Validation;
using Chimera.Sites.Healing;
using Chimera.Sites.Platforms;

namespace Chimera.Cli.Terminal;

/// <summary>Writes what healing came to: the diff to stdout, what was done and what was left to stderr.</summary>
internal static class HealOutput
{
    public static void Write(HealReport report, bool dryRun, OutputFormat format, Streams streams)
    {
        if (format == OutputFormat.Json)
        {
            streams.Out.WriteLine(Document(report, dryRun).ToLine());
        }
        else
        {
            foreach (var line in report.Touched.SelectMany(file => UnifiedDiff.Of(file, report.Original.Read(file), report.Healed.Read(file))))
            {
                streams.Out.WriteLine(line);
            }
        }

        foreach (var group in report.Ends.OfType<HealEnd.Healed>().GroupBy(end => (end.Repair.Healer, end.Repair.Explanation)))
        {
            var first = group.First().Finding;
            var many = group.Count() > 1 ? $" and {group.Count() - 1} more" : "";
            streams.Err.WriteLine(FindingText.OneLine($"{(dryRun ? "would heal" : "healed")}: {Where(first)}{group.Key.Explanation}{many} [{first.Kind.Code}]"));
        }

        foreach (var left in report.Ends.OfType<HealEnd.Left>())
        {
            streams.Err.WriteLine(FindingText.OneLine($"left: {Where(left.Finding)}{left.Finding.Message}: {left.Why}; {left.Finding.Remedy ?? left.Finding.Kind.Remedy} [{left.Finding.Kind.Code}]"));
        }

        streams.Err.WriteLine(Summary(report, dryRun));
    }

    private static string Where(Chimera.Sites.Findings.SiteFinding finding) => finding.Place is { } place ? $"{place}: " : "";

    private static string Summary(HealReport report, bool dryRun)
    {
        var healed = report.Ends.Count(end => end is HealEnd.Healed);
        var left = report.Ends.Count(end => end is HealEnd.Left);
        var what = healed == 0 && left == 0 ? "nothing to heal"
            : $"{healed} {(dryRun ? "can be healed" : "healed")}, {left} left to you";
        return $"{report.Before.Platform.Name()}: {what}{(dryRun && healed > 0 ? "; nothing was written" : "")}";
    }

    private static JsonObject Document(HealReport report, bool dryRun) => new()
    {
        ["platform"] = report.Before.Platform.Name(),
        ["written"] = !dryRun && report.Touched.Length > 0,
        ["files"] = new JsonArray([.. report.Touched.Select(file => JsonValue.Create(file))]),
        ["diff"] = string.Join('\n', report.Touched.SelectMany(file => UnifiedDiff.Of(file, report.Original.Read(file), report.Healed.Read(file)))),
        ["healed"] = new JsonArray([.. report.Ends.OfType<HealEnd.Healed>().Select(end => new JsonObject
        {
            ["finding"] = FindingDocument.Write(end.Finding.ToFinding()),
            ["healer"] = end.Repair.Healer,
            ["explanation"] = end.Repair.Explanation,
        })]),
        ["left"] = new JsonArray([.. report.Ends.OfType<HealEnd.Left>().Select(end => new JsonObject
        {
            ["finding"] = FindingDocument.Write(end.Finding.ToFinding()),
            ["why"] = end.Why,
        })]),
        ["broken"] = report.After.Broken,
    };
}
