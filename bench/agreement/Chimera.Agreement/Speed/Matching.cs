using System.Diagnostics;
using Chimera.Documents;
using Chimera.Sites.Netlify.Matching;
using Chimera.Sites.Netlify.Redirects;
using Chimera.Sites.Requests;

namespace Chimera.Agreement.Speed;

/// <summary>Matching alone, with few rules and with many.</summary>
internal static class Matching
{
    private const int LeastPerRound = 20_000;

    /// <returns>Per match, how many of the requests match, and how long compiling takes, in nanoseconds.</returns>
    public static (Measured PerMatch, int Matched, double Compiled) Measure(string file, IReadOnlyList<string> urls, int rounds)
    {
        var begun = Stopwatch.GetTimestamp();
        var rules = NetlifyRedirects.Read(SourceFile.Decode("_redirects", File.ReadAllBytes(file))).Rules;
        var read = Stopwatch.GetTimestamp();
        var matcher = RedirectMatcher.Compile(rules);
        var compiled = Stopwatch.GetElapsedTime(read).TotalNanoseconds;
        GC.KeepAlive(begun);
        var requests = urls.Select(url => url.Split('?', 2)).Select(parts => SiteRequest.Get(parts[0], parts.Length > 1 ? parts[1] : ""))
            .ToArray();
        var times = LeastPerRound / requests.Length;
        var matched = 0;
        List<double> runs = [];
        for (var round = -3; round < rounds; round++)
        {
            matched = 0;
            begun = Stopwatch.GetTimestamp();
            for (var i = 0; i < times; i++)
            {
                foreach (var request in requests)
                {
                    matched += matcher.Match(request, request.Path) is null ? 0 : 1;
                }
            }

            if (round >= 0)
            {
                runs.Add(Stopwatch.GetElapsedTime(begun).TotalNanoseconds / (times * requests.Length));
            }
        }

        return (Measured.Of(runs), matched / times, compiled);
    }
}
