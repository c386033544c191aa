using System.Globalization;
using Chimera.Sites.Platforms;
using Chimera.Sites.Rules;

namespace Chimera.Cli.Terminal;

/// <summary>What a platform would make of a site, for a person: what it reads, the rules in the order it tries them, and what is wrong.</summary>
internal static class ForesightText
{
    private const int WidestColumn = 48;

    public static IEnumerable<string> Of(Foresight foresight) =>
        Blocks(foresight).SelectMany((block, index) => index == 0 ? block : block.Prepend("")).Select(FindingText.OneLine);

    private static IEnumerable<IReadOnlyCollection<string>> Blocks(Foresight foresight)
    {
        yield return
        [
            foresight.Platform.Name(),
            .. Columns(foresight.Facts.Where(fact => fact.Value is not null).Select(fact => new[] { $"  {fact.Name}", fact.Value!, $"{fact.Place?.ToString() ?? "default"}{Doubt(fact.Evidence)}" })),
            .. foresight.Published.All.IsEmpty
                ? Array.Empty<string>()
                : [$"  {foresight.Published.All.Length} file{(foresight.Published.All.Length == 1 ? "" : "s")}, {SizeText.Of(foresight.Published.All.Sum(file => file.Bytes))}"],
        ];
        if (!foresight.Redirects.IsEmpty)
        {
            yield return ["redirects, in the order they are tried", .. Columns(foresight.Redirects.Select(Cells))];
        }

        if (!foresight.Headers.IsEmpty)
        {
            yield return ["headers", .. Columns(foresight.Headers.SelectMany(Cells))];
        }

        if (!foresight.Findings.IsEmpty)
        {
            yield return [.. foresight.Findings.Select(finding => FindingText.Of(finding.ToFinding()))];
        }
    }

    private static string Doubt(Evidence evidence) => evidence is Evidence.Unknown ? " (a guess)" : "";

    private static string[] Cells(RedirectRule rule) =>
    [
        $"  {rule.From}{string.Concat(rule.Query.Select(pair => $" {pair.Key}={pair.Value}"))}",
        $"-> {rule.To ?? "?"}",
        string.Join(' ',
        [
            $"{(rule.Status ?? RedirectRule.DefaultStatus).ToString(CultureInfo.InvariantCulture)}{(rule.Force ? "!" : "")}",
            .. rule.IsProxy ? ["proxy"] : Array.Empty<string>(),
            .. rule.Conditions.Select(condition => $"{condition.Name}={string.Join(',', condition.Values)}"),
        ]),
        rule.Place?.ToString() ?? "",
    ];

    private static IEnumerable<string[]> Cells(HeaderRule rule) =>
        rule.Values.Select((pair, index) => new[] { index == 0 ? $"  {rule.For}" : "", $"{pair.Key}: {pair.Value}", index == 0 ? rule.Place?.ToString() ?? "" : "" });

    /// <summary>Pads every column but the last to the width of its widest cell that is not exceptionally wide.</summary>
    private static IEnumerable<string> Columns(IEnumerable<string[]> rows)
    {
        var all = rows.ToList();
        var widths = all.Count == 0 ? [] : Enumerable.Range(0, all[0].Length)
            .Select(column => all.Select(row => row[column].Length).Where(width => width <= WidestColumn).DefaultIfEmpty().Max())
            .ToList();
        return all.Select(row => string.Join("  ", row.Select((cell, column) => column == row.Length - 1 ? cell : cell.PadRight(widths[column]))).TrimEnd());
    }
}
