using Chimera.Sites.Analyses.Pages;
using Chimera.Sites.Findings;

namespace Chimera.Sites.Analyses.Headers;

/// <summary>Cache-Control that makes browsers keep a file whose address does not change when the file does.</summary>
internal static class CachePins
{
    private const long Day = 86_400;
    private const long Year = 365 * Day;

    private sealed record Kept(SentFile File, string Control)
    {
        public FindingKind Kind => Weighs(File.Path) ? HeaderFindings.CachePins : HeaderFindings.CachePinsMedia;
    }

    public static IEnumerable<SiteFinding> Check(HeaderSurvey survey, CancellationToken cancel)
    {
        List<Kept> all = [];
        foreach (var file in survey.Files)
        {
            if (file.Values("Cache-Control").LastOrDefault() is { } control && Pinned(file.Path, control))
            {
                all.Add(new Kept(file, control));
            }
        }

        if (all.Count == 0)
        {
            yield break;
        }

        // A query that changes with the file does what a digest in the name does.
        var queried = Queried(survey, cancel);
        foreach (var group in all.Where(kept => SiteCrawl.IsHtml(kept.File.Path) || !queried.Contains(kept.File.Path))
            .GroupBy(kept => (kept.Control, kept.Kind)))
        {
            var first = group.First().File;
            var others = group.Count() - 1;
            yield return new SiteFinding(
                group.Key.Kind,
                $"'{SafeText.Line(first.Path)}'{(others == 0 ? "" : $" and {others} more")} is sent with Cache-Control "
                    + $"'{SafeText.Line(group.Key.Control)}', "
                    + "but its address stays when it changes: browsers would keep the old one",
                survey.RuleOf("Cache-Control", group.Key.Control, first)?.Place,
                Subject: first.Path);
        }
    }

    private static bool Pinned(string path, string control)
    {
        var (seconds, immutable) = Read(control);
        return seconds is { } age
            && age >= Day
            && (Weighs(path) || (IsMedia(path) && (immutable || age >= Year)))
            && (SiteCrawl.IsHtml(path) || IsWorker(path) || !HashedName.IsIn(path));
    }

    /// <summary>How long a browser may use its copy without asking; null when it must ask, or nothing is said.</summary>
    private static (long? Seconds, bool Immutable) Read(string control)
    {
        long? seconds = null;
        var immutable = false;
        foreach (var part in control.Split(',', StringSplitOptions.TrimEntries))
        {
            if (part.Equals("no-cache", StringComparison.OrdinalIgnoreCase) || part.Equals("no-store", StringComparison.OrdinalIgnoreCase))
            {
                return (null, false);
            }

            immutable |= part.Equals("immutable", StringComparison.OrdinalIgnoreCase);
            if (part.StartsWith("max-age=", StringComparison.OrdinalIgnoreCase)
                && long.TryParse(part["max-age=".Length..].Trim('"'), out var age))
            {
                seconds = age;
            }
        }

        return (seconds, immutable);
    }

    /// <summary>An old copy breaks the site, not only its looks.</summary>
    private static bool Weighs(string path) =>
        SiteCrawl.IsHtml(path)
            || Path.GetExtension(path).ToLowerInvariant() is ".js" or ".mjs" or ".css" or ".wasm" or ".json" or ".webmanifest";

    private static bool IsMedia(string path) =>
        Path.GetExtension(path).ToLowerInvariant() is ".png" or ".jpg" or ".jpeg" or ".gif" or ".webp" or ".avif" or ".svg" or ".ico"
            or ".mp4" or ".webm" or ".pdf";

    private static bool IsWorker(string path) =>
        Path.GetFileName(path) is "sw.js" or "service-worker.js" or "serviceworker.js" or "firebase-messaging-sw.js"
            or "OneSignalSDKWorker.js";

    private static HashSet<string> Queried(HeaderSurvey survey, CancellationToken cancel)
    {
        HashSet<string> queried = new(StringComparer.Ordinal);
        foreach (var page in new SiteCrawl(survey.Foresight.Published).FinishedPages(cancel))
        {
            queried.UnionWith(
                from reference in page.References
                where reference.Target is { IsLocal: true, Query.Length: > 0 }
                select PathEncoding.Decode(reference.Target.Path));
        }

        return queried;
    }
}
