using System.Collections.Immutable;
using Chimera.Sites.Analyses.Pages;
using Chimera.Sites.Folder;
using Chimera.Sites.Platforms;
using Chimera.Sites.Requests;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Analyses.Headers;

/// <summary>What headers each published file is sent with, asked of the site as a visitor would.</summary>
internal sealed class HeaderSurvey
{
    /// <summary>More files than this are not asked for.</summary>
    private const int MaxFiles = 20_000;

    private readonly Dictionary<string, List<HeaderRule>> _rules = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IHeaderPattern?> _patterns = new(StringComparer.Ordinal);

    private HeaderSurvey(Foresight foresight, ImmutableArray<SentFile> files)
    {
        (Foresight, Files) = (foresight, files);
        foreach (var rule in foresight.Headers)
        {
            foreach (var (name, value) in rule.Values)
            {
                var key = KeyOf(name, value);
                (_rules.TryGetValue(key, out var same) ? same : _rules[key] = []).Add(rule);
            }
        }
    }

    public Foresight Foresight { get; }

    /// <summary>Those that the site answers with.</summary>
    public ImmutableArray<SentFile> Files { get; }

    public static HeaderSurvey Of(Foresight foresight, CancellationToken cancel)
    {
        if (foresight.Responder is not { } responder || foresight.Headers.IsEmpty)
        {
            return new HeaderSurvey(foresight, []);
        }

        var files = ImmutableArray.CreateBuilder<SentFile>();
        foreach (var file in foresight.Published.All.Take(MaxFiles))
        {
            cancel.ThrowIfCancellationRequested();
            if (Ask(responder, foresight.Published, file) is { } sent)
            {
                files.Add(sent);
            }
        }

        return new HeaderSurvey(foresight, files.ToImmutable());
    }

    /// <summary>The paths of a rule; null when the platform leaves the rule out.</summary>
    public IHeaderPattern? PatternOf(HeaderRule rule) => _patterns.TryGetValue(rule.For, out var known)
        ? known
        : _patterns[rule.For] = Foresight.HeaderDialect?.Read(rule.For);

    /// <summary>The last rule that sets this header to this value for the file.</summary>
    public HeaderRule? RuleOf(string name, string value, SentFile file)
    {
        var rules = _rules.GetValueOrDefault(KeyOf(name, value), []);
        for (var at = rules.Count - 1; at >= 0; at--)
        {
            var rule = rules[at];
            if (PatternOf(rule)?.IsMatch(file.Address) == true)
            {
                return rule;
            }
        }

        return rules.Count == 0 ? null : rules[^1];
    }

    /// <summary>A header: its name in any letter case, and its value. No name has a line break in it.</summary>
    public static string KeyOf(string name, string value) => $"{name.ToLowerInvariant()}\n{value}";

    private static SentFile? Ask(IResponder responder, PublishedFiles published, SiteFile file)
    {
        var path = published.UrlPathOf(file);
        foreach (var visited in Visited(path))
        {
            var address = PathEncoding.EncodeFile(visited);
            var response = responder.Respond(SiteRequest.Get(address));
            if (response.Status is >= 200 and < 300 && response.Body == path)
            {
                return new SentFile(file, path, visited, address, response.Headers);
            }
        }

        return null;
    }

    /// <summary>The addresses a visitor has for a page come before that of its file.</summary>
    private static IEnumerable<string> Visited(string path)
    {
        if (path.EndsWith("/index.html", StringComparison.Ordinal))
        {
            yield return path[..^"index.html".Length];
        }
        else if (path.EndsWith(".html", StringComparison.Ordinal))
        {
            yield return path[..^".html".Length];
        }

        yield return path;
    }
}
