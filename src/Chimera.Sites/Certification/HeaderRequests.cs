using Chimera.Sites.Analyses.Pages;
using Chimera.Sites.Platforms;
using Chimera.Sites.Requests;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Certification;

/// <summary>A request for each header rule whose path leaves something open: for a published file that it is meant for, or, where there is none, for a made-up path.</summary>
internal static class HeaderRequests
{
    /// <summary>Comparisons of one pattern with one path; of the rules after that many a made-up path is asked for.</summary>
    private const int MostComparisons = 1_000_000;

    /// <param name="files">Addresses of published files, encoded; those that are asked anyway come first.</param>
    public static IEnumerable<SiteRequest> Of(Foresight foresight, IReadOnlyCollection<string> files)
    {
        var left = MostComparisons;
        foreach (var rule in foresight.Headers.Where(rule => LeavesOpen(rule.For)))
        {
            if (foresight.HeaderDialect?.Read(rule.For) is { } pattern && PathOf(pattern, files, ref left) is { } path)
            {
                yield return SiteRequest.Get(path);
            }
        }
    }

    public static bool LeavesOpen(string path) => path.Contains('*', StringComparison.Ordinal) || path.Contains("/:", StringComparison.Ordinal);

    private static string? PathOf(IHeaderPattern pattern, IReadOnlyCollection<string> files, ref int left)
    {
        foreach (var file in files)
        {
            if (--left < 0)
            {
                break;
            }

            if (pattern.IsMatch(file))
            {
                return file;
            }
        }

        var made = PathEncoding.Encode(pattern.Sample);
        return made.StartsWith('/') && !made.Split('/').Any(part => part is "." or "..") && pattern.IsMatch(made) ? made : null;
    }
}
