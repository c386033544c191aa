using System.Collections.Immutable;
using Chimera.Documents;
using Chimera.Sites.Analyses.Assets;
using Chimera.Sites.Analyses.Pages;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Healing;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Analyses.Healing;

/// <summary>Writes a reference as the one file is named that differs from it in letter case alone, wherever the site's pages have it.</summary>
internal sealed class CorrectLetterCase : IHealer
{
    public string Name => "correct-letter-case";

    public IReadOnlyCollection<string> Codes { get; } = [AssetFindings.WrongCase.Code];

    public Repair? Propose(SiteFinding finding, SiteFolder folder, Foresight foresight)
    {
        if (finding.Subject is not { } wrong || new CaseIndex(foresight.Published).Find(PathEncoding.Decode(wrong)) is not { } right)
        {
            return null;
        }

        var changes = ImmutableArray.CreateBuilder<FileChange>();
        foreach (var page in new SiteCrawl(foresight.Published).Pages(CancellationToken.None))
        {
            var edits = page.References
                .Where(reference => reference.Target.IsLocal && reference.Target.Path == wrong)
                .Select(reference => Edit(page, reference, right))
                .OfType<TextEdit>().Distinct().ToImmutableArray();
            if (!edits.IsEmpty)
            {
                changes.Add(new FileChange.Edit(page.Source.Name, edits));
            }
        }

        return changes.Count == 0
            ? null
            : new Repair(Name, $"refers to '{SafeText.Line(right)}' as the file is named; letter case counts in a path", changes.ToImmutable());
    }

    /// <summary>Null when the reference is written in a way that its letters cannot be told from those of the path.</summary>
    private static TextEdit? Edit(Page page, PageReference reference, string right)
    {
        var raw = page.Source.Text.Substring(reference.Span.Start, reference.Span.Length);
        var end = raw.AsSpan().IndexOfAny('?', '#');
        var path = end < 0 ? raw : raw[..end];
        if (path.AsSpan().ContainsAny("&\\\t\r\n"))
        {
            return null;
        }

        var written = path.Trim().Split('/');
        var wanted = right.Split('/');
        for (var back = 1; back <= Math.Min(written.Length, wanted.Length); back++)
        {
            var segment = written[^back];
            if (segment is "." or ".." || segment.Contains(':', StringComparison.Ordinal))
            {
                break;
            }

            if (!PathEncoding.Decode(segment).Equals(wanted[^back], StringComparison.OrdinalIgnoreCase))
            {
                return null;
            }

            written[^back] = PathEncoding.Decode(segment) == wanted[^back] ? segment : PathEncoding.EncodeFile(wanted[^back]);
        }

        var replacement = string.Join('/', written);
        var start = reference.Span.Start + path.Length - path.TrimStart().Length;
        var resolved = AddressReader.Read(replacement, WebAddress.Local(PathEncoding.EncodeFile(page.UrlPath)));
        return resolved is not null && PathEncoding.Decode(resolved.Path) == right ? new TextEdit(new TextSpan(start, path.Trim().Length), replacement) : null;
    }
}
