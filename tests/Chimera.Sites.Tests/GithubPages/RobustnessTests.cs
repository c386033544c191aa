using System.IO.Compression;
using Chimera.Sites.Folder;
using Chimera.Sites.GithubPages.Jekyll;
using Chimera.Sites.Platforms;
using Chimera.Tests.Common;
using FsCheck;
using FsCheck.Fluent;

namespace Chimera.Sites.Tests.GithubPages;

public sealed class RobustnessTests
{
    [Fact]
    public void Whatever_a_file_holds_there_is_an_answer() => Prop.ForAll<string?, string?, string?>((config, page, cname) =>
    {
        var site = Pages.Foresee(
            ("_config.yml", config ?? ""), ("a.md", $"---\n{page}\n---\n"), ("index.html", page ?? ""), ("CNAME", cname ?? ""),
            (".github/workflows/a.yml", config ?? ""), ("_redirects", page ?? ""));
        Assert.NotEmpty(site.Facts);
        _ = site.Responder?.Respond(Sites.Requests.SiteRequest.Get("/" + page));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Deep_nesting_and_large_files_are_answers()
    {
        var deep = Pages.Foresee(("_config.yml", new string('[', 100_000)), ("index.html", ""));
        var large = Pages.Simulate(
            (".nojekyll", ""), ("index.html", string.Concat(Enumerable.Repeat("<a href=\"/A.html\">", 200_000))), ("a.html", ""));
        var front = Pages.Foresee(("a.md", "---\n" + string.Concat(Enumerable.Repeat("a:\n", 100_000))), ("index.html", ""));

        Assert.True(deep.Broken);
        Assert.Single(large.Findings, finding => finding.Kind.Code == "asset.wrong-case");
        Assert.True(front.Published.Contains("/a.html"));
    }

    [Fact]
    public void A_simulation_whose_time_is_up_stops()
    {
        using CancellationTokenSource stop = new();
        stop.Cancel();

        Assert.Throws<OperationCanceledException>(
            () => new Sites.GithubPages.GithubPagesPlatform().Foresee(Pages.Folder(("a", "")), DeployContext.Production, stop.Token));
    }

    [Fact]
    public void The_trees_of_real_repositories_are_all_answered()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Beside.Folder("corpus"), "trees")).Order(StringComparer.Ordinal)
            .Where((_, index) => index % 5 == 0))
        {
            using StreamReader reader = new(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
            var paths = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(path => !path.EndsWith('/')).Take(2000)
                .Distinct(StringComparer.Ordinal);
            var site = Pages.Foresee(SiteFolder.Of(paths.ToDictionary(path => path, _ => "", StringComparer.Ordinal)));

            Assert.NotNull(site.Responder);
            Assert.All(site.Published.UrlPaths, path => Assert.StartsWith("/", path, StringComparison.Ordinal));
            Assert.True(site.Fact("jekyll") != "3.10.0"
                || !site.Published.UrlPaths.Any(path => path.Contains("/_", StringComparison.Ordinal)), file);
            Assert.DoesNotContain(JekyllFindings.ConfigInvalid.Code, site.Codes());
        }
    }
}
