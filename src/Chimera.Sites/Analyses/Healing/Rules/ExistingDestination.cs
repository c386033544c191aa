using System.Runtime.CompilerServices;
using Chimera.Sites.Analyses.Pages;
using Chimera.Sites.Analyses.Rules;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Healing;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Analyses.Healing.Rules;

/// <summary>
/// Leads a rule to the one published page whose address differs from the destination in letter case, extension or 'index' alone.
/// </summary>
internal sealed class ExistingDestination : IHealer
{
    private static readonly ConditionalWeakTable<PublishedFiles, ILookup<string, string>> Pages = [];

    public string Name => "existing-destination";

    public IReadOnlyCollection<string> Codes { get; } = [RuleFindings.DestinationMissing.Code];

    public Repair? Propose(SiteFinding finding, SiteFolder folder, Foresight foresight)
    {
        if (WrittenRule.Of(finding, folder) is not { To: { } to } rule || to.Text != finding.Subject || to.Text.AsSpan().ContainsAny('*', ':'))
        {
            return null;
        }

        var end = to.Text.AsSpan().IndexOfAny('?', '#');
        var path = end < 0 ? to.Text : to.Text[..end];
        var pages = Pages.GetValue(
            foresight.Published, files => files.UrlPaths.Where(IsPage).ToLookup(Bare, StringComparer.OrdinalIgnoreCase));
        return pages[Bare(PathEncoding.Decode(path))].Take(2).ToArray() is [var page]
            ? Repair.Edit(
                Name, $"leads to the page that is published, '{SafeText.Line(page)}'", rule.File.Name,
                to.Write(PathEncoding.EncodeFile(page) + to.Text[path.Length..]))
            : null;
    }

    private static bool IsPage(string path) =>
        path.EndsWith(".html", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".htm", StringComparison.OrdinalIgnoreCase);

    /// <summary>An address without what a server adds to find its file.</summary>
    private static string Bare(string path)
    {
        foreach (var end in (string[])[".html", ".htm", ".php", ".asp", ".aspx"])
        {
            path = path.EndsWith(end, StringComparison.OrdinalIgnoreCase) ? path[..^end.Length] : path;
        }

        path = path.TrimEnd('/');
        return path.EndsWith("/index", StringComparison.OrdinalIgnoreCase) ? path[..^"/index".Length] : path;
    }
}
