using System.Collections.Immutable;
using Chimera.Sites.Folder;
using Chimera.Sites.Platforms;
using Chimera.Sites.Requests;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Tests.Analyses;

/// <summary>Files first, then rules; a star ends a pattern and stands for anything; of headers with one name the later counts.</summary>
internal sealed class TestResponder(
    PublishedFiles published, ImmutableArray<HeaderRule> headers, ImmutableArray<RedirectRule> rules) : IResponder
{
    public SiteResponse Respond(SiteRequest request)
    {
        var path = Uri.UnescapeDataString(request.Path);
        if (FileFor(path) is { } file)
        {
            return Answer(ServedBy.File, 200, path, body: file);
        }

        var rule = rules.FirstOrDefault(rule => Matches(rule.Path, path));
        return rule switch
        {
            null => Answer(ServedBy.NotFound, 404, path),
            { Status: 200 } => Answer(ServedBy.Rewrite, 200, path, body: rule.To, rule: rule),
            _ => Answer(ServedBy.Redirect, (int)rule.Status!, path, location: rule.To, rule: rule),
        };
    }

    private string? FileFor(string path) =>
        new[] { path, path + ".html", path.TrimEnd('/') + "/index.html" }.FirstOrDefault(published.Contains);

    private SiteResponse Answer(
        ServedBy by, int status, string path, string? location = null, string? body = null, RedirectRule? rule = null)
    {
        var sent = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var value in headers.Where(header => Matches(header.For, path)).SelectMany(header => header.Values))
        {
            sent[value.Key] = value.Value;
        }

        return new SiteResponse(by, status, location, body, null, [.. sent], rule, Evidence.Unknown, []);
    }

    private static bool Matches(string pattern, string path) =>
        pattern.EndsWith('*') ? path.StartsWith(pattern[..^1], StringComparison.Ordinal) : pattern == path;
}
