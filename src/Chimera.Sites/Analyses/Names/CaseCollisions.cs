using Chimera.Engine.Truth;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;

namespace Chimera.Sites.Analyses.Names;

/// <summary>Files and folders whose paths are one, once letter case is forgotten.</summary>
internal static class CaseCollisions
{
    public static IEnumerable<SiteFinding> Check(PublishedFiles published, CancellationToken cancel)
    {
        Dictionary<string, string> seen = new(StringComparer.OrdinalIgnoreCase);
        foreach (var file in published.All)
        {
            cancel.ThrowIfCancellationRequested();
            var path = published.UrlPathOf(file);
            if (!seen.TryAdd(path, path))
            {
                yield return new SiteFinding(
                    NameFindings.CaseCollision, $"'{SafeText.Line(path)}' and '{SafeText.Line(seen[path])}' differ in letter case alone",
                    Place.Of(file.Path), Subject: path);
            }
        }
    }
}
