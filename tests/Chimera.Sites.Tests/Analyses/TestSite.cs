using System.Collections.Immutable;
using Chimera.Engine.Truth;
using Chimera.Sites.Analyses;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Platforms;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Tests.Analyses;

/// <summary>A small site on a platform that serves files, clean URLs, header rules, and one redirect or rewrite per path.</summary>
internal sealed class TestSite
{
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);
    private readonly List<HeaderRule> _headers = [];
    private readonly List<RedirectRule> _rules = [];

    public Platform Platform { get; init; } = Platform.Host;

    public string Root { get; init; } = "";

    public TestSite File(string path, string text)
    {
        _files[path] = text;
        return this;
    }

    public TestSite Header(string path, string name, string value)
    {
        _headers.Add(new HeaderRule(path, [new(name, value)], new Place("_headers", (_headers.Count * 2) + 1, 1)));
        return this;
    }

    public TestSite Rule(string from, string to, double status)
    {
        _rules.Add(new RedirectRule { From = from, Path = from, To = to, Status = status, Place =
            new Place("_redirects", _rules.Count + 1, 1) });
        return this;
    }

    public SiteFolder Folder => SiteFolder.Of(_files);

    public Foresight Foresee()
    {
        var published = PublishedFiles.Below(Folder, Root);
        return new Foresight(
            Platform, [], published, [.. _rules], [.. _headers], [], new TestResponder(published, [.. _headers], [.. _rules]))
        {
            HeaderDialect = Platform == Platform.Render ? Sites.Render.Serving.HeaderDialect.It : Sites.Netlify.Headers.HeaderDialect.It,
        };
    }

    public ImmutableArray<SiteFinding> Find(IAnalysis analysis) => [.. analysis.Analyse(Foresee(), Folder, CancellationToken.None)];

    /// <summary>Code and place of each finding, in order.</summary>
    public string[] Codes(IAnalysis analysis) => [.. Find(analysis).Select(finding => $"{finding.Kind.Code} {finding.Place}".TrimEnd())];
}
