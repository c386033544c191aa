using Chimera.Sites.Analyses.Pages;
using Chimera.Sites.Findings;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Analyses.Assets;

/// <summary>Says of one reference after the other whether it leads anywhere.</summary>
internal sealed class ReferenceJudge(Foresight foresight, SiteProbe probe)
{
    private readonly CaseIndex _cases = new(foresight.Published);
    private readonly Sightings _sightings = new();

    /// <summary>Where the platform has said by itself what is wrong with a reference.</summary>
    private readonly HashSet<(string File, int Start)> _said = Said(foresight);

    private readonly HashSet<string> _explained = new(StringComparer.Ordinal);

    public IEnumerable<SiteFinding> Findings() => _sightings.Findings().Where(finding => !_explained.Contains(finding.Subject!));

    public void Judge(Page page, PageReference reference, FragmentCheck fragments)
    {
        if (!reference.Target.IsLocal || reference.Target.Path.StartsWith("/.netlify/", StringComparison.Ordinal))
        {
            return;
        }

        if (reference.Written.AsSpan().TrimStart().StartsWith("#"))
        {
            fragments.Refer(page, reference, page.UrlPath);
            return;
        }

        switch (probe.Ask(reference.Target.Path, reference.Target.Query))
        {
            case Answer.Missing missing:
                Missing(page, reference, $"answered {missing.Status}");
                break;
            case Answer.Found { ByRewrite: true, Body: { } body } found when SiteCrawl.IsHtml(body) && CannotBeHtml(reference):
                Missing(page, reference, $"answered with the page '{body}'{(found.By is { } rule ? $" by the rule at {rule}" : "")}");
                break;
            case Answer.Found found:
                Found(page, reference, found, fragments);
                break;
        }
    }

    private void Found(Page page, PageReference reference, Answer.Found found, FragmentCheck fragments)
    {
        if (reference.Kind == ReferenceKind.Link)
        {
            if (found.Body is { } body)
            {
                fragments.Refer(page, reference, body);
            }
        }
        else if (found.Redirects > 0 && reference.Kind != ReferenceKind.Form)
        {
            _sightings.Add(AssetFindings.Redirected, reference.Target.Path, page, reference, () =>
                $"'{Shown(reference)}' is reached through {(found.Redirects == 1 ? "a redirect" : $"{found.Redirects} redirects")}");
        }
    }

    private void Missing(Page page, PageReference reference, string how)
    {
        var path = PathEncoding.Decode(reference.Target.Path);
        if (LeadsOffBase(reference, path))
        {
            return;
        }

        if (_said.Contains((page.Source.Name, reference.Span.Start)))
        {
            _explained.Add(reference.Target.Path);
            return;
        }

        if (_cases.Find(path) is { } file)
        {
            _sightings.Add(AssetFindings.WrongCase, reference.Target.Path, page, reference, () =>
                $"'{Shown(reference)}' is asked for, but the file is '{file}': letter case counts in a path");
            return;
        }

        if (UnderProjectBase(reference.Target))
        {
            return;
        }

        var kind = reference.Kind switch
        {
            ReferenceKind.Link or ReferenceKind.Form => AssetFindings.LinkBroken,
            ReferenceKind.Icon or ReferenceKind.Manifest or ReferenceKind.Hint => AssetFindings.OptionalMissing,
            _ => AssetFindings.Missing,
        };
        _sightings.Add(kind, reference.Target.Path, page, reference, () =>
            $"{What(reference.Kind)} '{Shown(reference)}' is not there: {how}");
    }

    /// <summary>A project site of GitHub Pages is served below the name of its repository, which the folder does not always tell.</summary>
    private bool UnderProjectBase(WebAddress target)
    {
        if (foresight.Platform != Platform.GithubPages || foresight.Published.BasePath.Length > 0
            || target.Path.IndexOf('/', 1) is not (> 0 and var slash))
        {
            return false;
        }

        return probe.Ask(target.Path[slash..], target.Query) is Answer.Found;
    }

    /// <summary>It begins at the root of a host on which the site has a path alone: what is there is not the site's.</summary>
    private bool LeadsOffBase(PageReference reference, string path) =>
        foresight.Published.BasePath is { Length: > 0 } under && reference.Written.AsSpan().TrimStart().StartsWith("/")
        && path != under && !path.StartsWith(under + "/", StringComparison.Ordinal);

    /// <summary>A page in the place of one of these is of no use to anybody: it is what a catch-all rule answers.</summary>
    private static bool CannotBeHtml(PageReference reference) =>
        reference.Kind is ReferenceKind.Script or ReferenceKind.Style or ReferenceKind.Image or ReferenceKind.Font or ReferenceKind.Media
            or ReferenceKind.Icon or ReferenceKind.Manifest
        && !SiteCrawl.IsHtml(reference.Target.Path);

    private static string What(ReferenceKind kind) => kind switch
    {
        ReferenceKind.Script => "the script",
        ReferenceKind.Style => "the style sheet",
        ReferenceKind.Image => "the image",
        ReferenceKind.Font => "the font",
        ReferenceKind.Frame => "the framed page",
        ReferenceKind.Icon => "the icon",
        ReferenceKind.Manifest => "the manifest",
        ReferenceKind.Link => "the linked page",
        ReferenceKind.Form => "the form's target",
        _ => "the file",
    };

    private static HashSet<(string File, int Start)> Said(Foresight foresight)
    {
        var said = new HashSet<(string File, int Start)>();
        foreach (var finding in foresight.Findings)
        {
            if (finding is { Place: { } place, Span: { } span })
            {
                said.Add((place.File, span.Start));
            }
        }

        return said;
    }

    private static string Shown(PageReference reference) => SafeText.Line(reference.Target.Path);
}
