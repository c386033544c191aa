using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Chimera.Documents;
using Chimera.Engine.Validation;
using Chimera.Sites.Healing;

namespace Chimera.Sites.Tests.Healing.Generated;

/// <summary>Sites broken by chance. <c>CHIMERA_GENERATED_SITES</c> says how many; <c>bench/heal/generated</c> runs 2,000.</summary>
public sealed class GeneratedHealingTests
{
    private static readonly Regex Comments = new("note [0-9a-f]{8} ok", RegexOptions.NonBacktracking);

    private static int Count =>
        int.TryParse(Environment.GetEnvironmentVariable("CHIMERA_GENERATED_SITES"), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 300;

    [Fact]
    public void A_broken_site_is_healed_or_explained_and_nothing_else_of_it_changes()
    {
        var (healed, left) = (0, 0);
        Dictionary<string, int> reasons = new(StringComparer.Ordinal);
        List<string> faults = [];
        for (var seed = 1; seed <= Count; seed++)
        {
            var site = new BrokenSite(seed);
            var report = Healed.Run(site.Platform, site.Folder);
            foreach (var fault in Faults(site, report))
            {
                faults.Add($"seed {seed}: {fault}\n{site}");
            }

            healed += report.Ends.OfType<HealEnd.Healed>().Count();
            left += report.Ends.OfType<HealEnd.Left>().Count();
            foreach (var end in report.Ends.OfType<HealEnd.Left>())
            {
                var key = $"{end.Finding.Kind.Code}: {Symptom(end.Why)}";
                reasons[key] = reasons.GetValueOrDefault(key) + 1;
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{Count} sites: {healed} healed, {left} left");
        foreach (var (reason, times) in reasons.OrderByDescending(reason => reason.Value))
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"{times,5} {reason}");
        }

        Assert.True(faults.Count == 0, $"{faults.Count} faults\n{string.Join('\n', faults.Take(3))}");
        Assert.True(healed > Count / 2);
    }

    private static IEnumerable<string> Faults(BrokenSite site, HealReport report)
    {
        var open = report.After.Findings.Count(finding => finding.Kind.Severity > Severity.Note);
        var explained = report.Ends.OfType<HealEnd.Left>().Count(end => end.Why.Length > 0);
        if (open > explained)
        {
            yield return $"{open} findings are left and {explained} are explained";
        }

        foreach (var (path, before) in site.Files)
        {
            var after = report.Healed.Read(path) is { } bytes ? Encoding.UTF8.GetString(bytes) : null;
            if (after is null)
            {
                yield return $"{path} is gone";
                continue;
            }

            var repaired = Repaired(site, report, path);
            if (repaired != after)
            {
                yield return $"{path} is not what its repairs make of it:\n{after}\n--- but\n{repaired}";
            }

            foreach (var comment in Comments.Matches(before).Select(match => match.Value).Where(comment => !after.Contains(comment, StringComparison.Ordinal)))
            {
                yield return $"{path} lost the comment '{comment}':\n{after}";
            }

            var touched = Lines(before).Except(Lines(after), StringComparer.Ordinal).Count();
            var repairs = report.Ends.OfType<HealEnd.Healed>().Sum(end => end.Repair.Changes.OfType<FileChange.Edit>().Where(edit => edit.File == path).Sum(edit => edit.Edits.Length));
            if (touched > repairs)
            {
                yield return $"{path}: {touched} lines differ by {repairs} edits:\n{after}";
            }
        }

        if (Healed.Run(site.Platform, report.Healed).Touched is { IsEmpty: false } again)
        {
            yield return $"a second run changes {string.Join(", ", again)}";
        }
    }

    /// <summary>The file after all edits that the report tells of, one proof after the other.</summary>
    private static string Repaired(BrokenSite site, HealReport report, string path)
    {
        var text = site.Files[path];
        foreach (var edits in report.Ends.OfType<HealEnd.Healed>().GroupBy(end => end.Round).Select(group => group.SelectMany(end => end.Repair.Changes)))
        {
            text = TextEdit.Apply(text, edits.OfType<FileChange.Edit>().Where(edit => edit.File == path).SelectMany(edit => edit.Edits).Distinct());
        }

        return text;
    }

    private static string[] Lines(string text) => text.Split('\n');

    private static string Symptom(string why) => why.Length > 100 ? why[..100] : why;
}
