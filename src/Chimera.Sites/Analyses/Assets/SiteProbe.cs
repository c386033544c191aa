using Chimera.Sites.Analyses.Pages;
using Chimera.Sites.Requests;

namespace Chimera.Sites.Analyses.Assets;

/// <summary>Asks a site as a browser does: follows redirects within the site, and asks nothing twice.</summary>
internal sealed class SiteProbe(IResponder responder)
{
    private const int MaxRedirects = 10;
    private const int MaxRemembered = 200_000;
    private readonly Dictionary<string, Answer> _answers = new(StringComparer.Ordinal);

    /// <param name="path">Percent-encoded.</param>
    public Answer Ask(string path, string query)
    {
        var key = query.Length == 0 ? path : $"{path}?{query}";
        if (!_answers.TryGetValue(key, out var answer))
        {
            answer = Follow(path, query);
            if (_answers.Count < MaxRemembered)
            {
                _answers[key] = answer;
            }
        }

        return answer;
    }

    private Answer Follow(string path, string query)
    {
        var redirects = 0;
        for (var hops = 0; hops <= MaxRedirects; hops++)
        {
            var request = SiteRequest.Get(path, query);
            var response = responder.Respond(request);
            if (response.Status is 404 or 410)
            {
                return new Answer.Missing(response.Status);
            }

            if (response.Status is >= 200 and < 300)
            {
                return response.By is ServedBy.Function or ServedBy.Proxy
                    ? Answer.Elsewhere.It
                    : new Answer.Found(response.Body, redirects, response.By == ServedBy.Rewrite, response.Rule?.Place?.ToString());
            }

            if (response.Location is not { } location
                || AddressReader.Read(location, WebAddress.Local(path)) is not { } next
                || (!next.IsLocal && next.Host != request.Host))
            {
                return Answer.Elsewhere.It;
            }

            redirects += response.By == ServedBy.Redirect ? 1 : 0;
            (path, query) = (next.Path, next.Query);
        }

        return Answer.Elsewhere.It;
    }
}
