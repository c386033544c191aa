using Chimera.Documents;
using Chimera.Engine.Truth;
using Chimera.Engine.Truth.Documents;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.GithubPages.Source;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.GithubPages.Domain;

/// <summary>Reads the custom domain of a site.</summary>
internal static class CnameReader
{
    public const string FileName = "CNAME";

    private const int MaxBytes = 1 << 16;

    /// <returns>The domain; its value is null when there is none that GitHub would take.</returns>
    public static Fact Read(SiteFolder folder, PublishingSource source, IReadOnlyCollection<SiteFile> files, List<SiteFinding> findings)
    {
        if (source is PublishingSource.Pushed { Cname: { } written, Place: var place })
        {
            return new Fact("domain", DomainName.Within(written), place, Evidence.Documented);
        }

        var expected = SitePath.Join(source.Root, FileName);
        if (folder.KindOf(expected) != EntryKind.File)
        {
            FindElsewhere(source, expected, files, findings);
            return new Fact("domain", null, null, Evidence.Documented);
        }

        if (!source.ReadsCname)
        {
            findings.Add(new SiteFinding(
                CnameFindings.Ignored, $"a workflow publishes the site ({source.Place}), so this file is not read", Place.Of(expected),
                Subject: expected));
            return new Fact("domain", null, null, Evidence.Documented);
        }

        var file = SourceFile.Decode(expected, folder.Read(expected, MaxBytes) ?? []);
        var before = findings.Count;
        Check(file, findings);
        return findings.Count > before
            ? new Fact("domain", null, new Place(expected, 1, 1), Evidence.Documented)
            : new Fact("domain", file.Text.Trim().ToLowerInvariant(), new Place(expected, 1, 1), Evidence.Documented);
    }

    private static void FindElsewhere(
        PublishingSource source, string expected, IReadOnlyCollection<SiteFile> files, List<SiteFinding> findings)
    {
        if (!source.ReadsCname)
        {
            return;
        }

        var inRoot = files.Where(file => SitePath.FolderOf(file.Path) == source.Root).Select(file => file.Path).ToList();
        var named = inRoot.Find(path => SitePath.NameOf(path) is var name
            && (name.Equals("CNAME", StringComparison.OrdinalIgnoreCase) || name.Equals("CNAME.txt", StringComparison.OrdinalIgnoreCase)));
        if (named is not null)
        {
            findings.Add(new SiteFinding(
                CnameFindings.Name, $"{Wording.Quote(SitePath.NameOf(named))} is not read: the file must be called CNAME", Place.Of(named),
                Subject: named));
        }
        else if (source.Root.Length > 0 && files.Any(file => file.Path == FileName))
        {
            findings.Add(new SiteFinding(
                CnameFindings.Misplaced,
                $"the site is published from {Wording.Quote(source.Root)}, where there is no CNAME; this one is not read",
                Place.Of(FileName), Remedy: $"move it to {expected}", Subject: FileName));
        }
    }

    private static void Check(SourceFile file, List<SiteFinding> findings)
    {
        var lines = Lines(file.Text);
        if (lines.Count == 0)
        {
            findings.Add(new SiteFinding(CnameFindings.Malformed, "the file is empty", file.PlaceOf(0), new TextSpan(0, file.Text.Length)));
            return;
        }

        if (lines.Count > 1)
        {
            findings.Add(new SiteFinding(
                CnameFindings.SeveralLines, $"the file holds {lines.Count} lines, beginning with {Wording.Quote(Text(file, lines[0]))}",
                file.PlaceOf(lines[1]),
                TextSpan.FromTo(lines[0].Start, lines[^1].End)));
        }

        var domain = Text(file, lines[0]);
        if (DomainName.IsBare(domain) && file.Text[0] != '\uFEFF')
        {
            if (DomainName.IsGithubs(domain))
            {
                findings.Add(new SiteFinding(
                    CnameFindings.Reserved, $"{Wording.Quote(domain)} is GitHub's own", file.PlaceOf(lines[0]), lines[0]));
            }
        }
        else if (DomainName.InAscii(domain.TrimStart('\uFEFF')) is { } ascii && DomainName.IsBare(ascii)
            && !System.Text.Ascii.IsValid(domain.TrimStart('\uFEFF')))
        {
            findings.Add(new SiteFinding(
                CnameFindings.NotPunycode, $"{Wording.Quote(domain)} is {Wording.Quote(ascii)} in DNS", file.PlaceOf(lines[0]), lines[0],
                $"write '{ascii}'"));
        }
        else
        {
            findings.Add(new SiteFinding(
                CnameFindings.Malformed, $"{Wording.Quote(domain)} is not a bare domain", file.PlaceOf(lines[0]), lines[0],
                DomainName.Within(domain) is { } within ? $"write '{within}'" : null));
        }
    }

    /// <summary>The lines with something in them, without the white space around it.</summary>
    public static List<TextSpan> Lines(string text)
    {
        List<TextSpan> lines = [];
        for (var at = 0; at < text.Length;)
        {
            var next = text.IndexOf('\n', at) is var found and >= 0 ? found : text.Length;
            var line = text.AsSpan(at, next - at);
            if (!line.IsWhiteSpace())
            {
                var start = at + line.Length - line.TrimStart().Length;
                lines.Add(new TextSpan(start, line.Trim().Length));
            }

            at = next + 1;
        }

        return lines;
    }

    public static string Text(SourceFile file, TextSpan span) => file.Text.Substring(span.Start, span.Length);
}
