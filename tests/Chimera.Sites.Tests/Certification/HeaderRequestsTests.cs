using System.Collections.Immutable;
using Chimera.Sites.Certification;
using Chimera.Sites.Folder;
using Chimera.Sites.Platforms;
using Chimera.Sites.Rules;
using Chimera.Sites.Watching;

namespace Chimera.Sites.Tests.Certification;

/// <summary>Header rules that are for more than one path are asked for, too: at a file of theirs, or at a path that is made up.</summary>
public sealed class HeaderRequestsTests
{
    private const int Pages = 300;

    private static readonly SiteSimulator Simulator = new(SiteKnowledge.Platforms, [], TimeSpan.FromMinutes(1), TimeProvider.System);

    // Each is for one file of many, or for none.
    private static readonly ImmutableArray<string> Patterns = ["/one/p7.html", "/two/*", "/three/p9*", "/none/*", "/app/deep/*", "/*.txt", "/a/:name/c"];
    private static readonly ImmutableArray<string> Globs = ["/one/p7.html", "/two/*", "/three/p9*", "/none/*", "/app/deep/*", "/*.txt", "/**/p42.html"];

    [Theory]
    [InlineData(Platform.Netlify)]
    [InlineData(Platform.Render)]
    [InlineData(Platform.Host)]
    public void Each_header_rule_is_asked_for_where_it_applies(Platform platform)
    {
        var bundle = BundleOf(platform);
        var rules = bundle.Foresight.Headers.Where(rule => platform == Platform.Render ? Globs.Contains(rule.For) : Patterns.Contains(rule.For)).ToList();
        Assert.Equal(Patterns.Length, rules.Count);
        Assert.True(bundle.Answers.Length < ForeseenRequests.MostFiles + 20, $"{bundle.Answers.Length} are asked");

        Assert.All(rules, rule => Assert.Contains(bundle.Answers, answer => IsFor(rule, bundle.Foresight, answer)));
        // Files tell whether the header comes; at Render, rules say nothing of pages that are not found.
        Assert.All(rules.Where(rule => bundle.Foresight.Published.UrlPaths.Any(path => PatternOf(rule, bundle.Foresight).IsMatch(path))), rule => Assert.Contains(
            bundle.Answers, answer => IsFor(rule, bundle.Foresight, answer) && answer.Response.Headers.Contains(rule.Values[0])));
    }

    [Fact]
    public void A_watch_asks_for_each_header_rule_at_every_look()
    {
        var bundle = BundleOf(Platform.Host);

        var looked = WatchedSite.Of(bundle).Rotation.Next(new HashSet<string>(StringComparer.Ordinal));

        Assert.All(bundle.Foresight.Headers, rule => Assert.Contains(looked, answer => IsFor(rule, bundle.Foresight, answer.Foreseen)));
        Assert.True(looked.Length < 80, $"{looked.Length} are asked");
    }

    [Fact]
    public void Very_many_rules_for_very_many_files_are_asked_for_without_trying_all_with_all()
    {
        Dictionary<string, string> files = new(StringComparer.Ordinal);
        for (var page = 0; page < 3000; page++)
        {
            files[$"p{page}.html"] = "";
        }

        files["_headers"] = string.Concat(Enumerable.Range(0, 3000).Select(rule => $"/nowhere{rule}/*\n  X-Rule: {rule}\n"));
        var foresight = Simulator.Foresee(Platform.Host, SiteFolder.Of(files), DeployContext.Production, CancellationToken.None);

        Assert.Equal(3000, ForeseenRequests.OfOpenHeaders(foresight).Select(request => request.Path).Distinct().Count());
    }

    private static SiteBundle BundleOf(Platform platform)
    {
        Dictionary<string, string> files = new(StringComparer.Ordinal) { ["index.html"] = "<p>home", ["404.html"] = "<p>nothing", ["two/x.html"] = "x", ["notes.txt"] = "n" };
        for (var page = 0; page < Pages; page++)
        {
            files[$"one/p{page}.html"] = files[$"three/p{page}.html"] = $"<p>{page}";
        }

        files["_headers"] = string.Concat(Patterns.Select((path, at) => $"{path}\n  X-Rule-{at}: yes\n"));
        files["_redirects"] = "/app/* /index.html 200\n";
        files["render.yaml"] = "services:\n  - type: web\n    name: docs\n    runtime: static\n    buildCommand: \"true\"\n    staticPublishPath: .\n    routes:\n"
            + "      - { type: rewrite, source: /app/*, destination: /index.html }\n    headers:\n"
            + string.Concat(Globs.Select((path, at) => $"      - {{ path: '{path}', name: X-Rule-{at}, value: 'yes' }}\n"));
        return SiteBundle.Of(Simulator, platform, SiteFolder.Of(files), DeployContext.Production, CancellationToken.None)!;
    }

    private static bool IsFor(HeaderRule rule, Foresight foresight, ForeseenAnswer answer) => PatternOf(rule, foresight).IsMatch(answer.Request.Path);

    private static IHeaderPattern PatternOf(HeaderRule rule, Foresight foresight) => foresight.HeaderDialect!.Read(rule.For)!;
}
