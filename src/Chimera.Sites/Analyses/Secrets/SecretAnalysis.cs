using Chimera.Documents;
using Chimera.Sites.Analyses.Pages;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Platforms;
using Chimera.Sites.Requests;

namespace Chimera.Sites.Analyses.Secrets;

/// <summary>
/// Looks for secrets in what everybody can fetch, and for files that were not meant for everybody. Never repeats a secret.
/// </summary>
internal sealed class SecretAnalysis : IAnalysis
{
    private const int MaxPerFile = 10;
    private const int Shown = 4;

    public IEnumerable<SiteFinding> Analyse(Foresight foresight, SiteFolder folder, CancellationToken cancel)
    {
        var texts = new PublicText(foresight.Published);
        List<SiteFinding> findings = [];
        foreach (var file in foresight.Published.All)
        {
            cancel.ThrowIfCancellationRequested();
            var sort = PrivateFiles.SortOf(file.Path);
            var text = texts.Read(file);
            var found = text is null ? [] : Secrets(text, cancel).ToList();
            if ((found.Count > 0 || sort is not PrivateFile.Ordinary) && IsServed(foresight, file))
            {
                findings.AddRange(found);
                findings.AddRange(PrivateFiles.Check(sort, file, text));
            }
        }

        return StrayFiles.Gather(findings);
    }

    private static IEnumerable<SiteFinding> Secrets(SourceFile text, CancellationToken cancel) =>
        from secret in SecretScanner.Scan(text.Text, cancel).Take(MaxPerFile)
        let shown = text.Text.Substring(secret.Span.Start, Math.Min(Shown, secret.Span.Length))
        select new SiteFinding(
            secret.IsCertain ? SecretFindings.InPublicFile : SecretFindings.KeyInPublicFile,
            $"{secret.What} ({SafeText.Line(shown)}…, {secret.Span.Length} characters) can be read by everybody",
            text.PlaceOf(secret.Span),
            secret.Span);

    /// <summary>A rule may keep visitors away from a file. Where that is not known, it is taken to be served.</summary>
    private static bool IsServed(Foresight foresight, SiteFile file)
    {
        var path = foresight.Published.UrlPathOf(file);
        return foresight.Responder is not { } responder
            || responder.Respond(SiteRequest.Get(PathEncoding.EncodeFile(path))) is { Status: >= 200 and < 400 };
    }
}
