using System.Collections.Immutable;
using Chimera.Sites.Netlify.Headers;
using Chimera.Sites.Requests;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Netlify.Serving;

/// <summary>
/// The headers that the live platform sends for a site's own rules: those of the request's path, but for the names it keeps to itself.
/// </summary>
internal sealed class LiveHeaders(IEnumerable<HeaderRule> rules)
{
    /// <summary>Netlify's documentation, "Custom headers".</summary>
    public static readonly IReadOnlySet<string> Ignored = new HashSet<string>(
    [
        "Accept-Ranges", "Age", "Allow", "Alt-Svc", "Connection", "Content-Encoding", "Content-Length", "Content-Range", "Date", "Location",
        "Server",
        "Trailer", "Transfer-Encoding", "Upgrade",
    ],
    StringComparer.OrdinalIgnoreCase);

    private readonly HeaderIndex _index = new(HeaderEquality.KeepLast([.. rules.Select(HeaderTable.Again)]));

    /// <param name="path">The request's, percent-encoded.</param>
    /// <param name="served">The path of the file that is sent.</param>
    /// <param name="why">Takes what is doubtful.</param>
    public ImmutableArray<KeyValuePair<string, string>> For(string path, string served, List<Reason> why)
    {
        var all = _index.For(path);

        // The same rules come to the same list.
        if (served != path && _index.For(served) is var others && others != all && !all.SequenceEqual(others))
        {
            why.Add(new Reason(
                ReasonKind.Doubt,
                $"the headers are those for the request's path; Netlify's local server would send those for '{served}', which differ"));
        }

        var ignored = 0;
        foreach (var (name, _) in all)
        {
            if (Ignored.Contains(name))
            {
                ignored++;
                why.Add(new Reason(ReasonKind.Doubt, $"the header '{name}' of the site's rules is not sent: Netlify sets it by itself"));
            }
        }

        return ignored == 0 ? all : [.. all.Where(header => !Ignored.Contains(header.Key))];
    }
}
