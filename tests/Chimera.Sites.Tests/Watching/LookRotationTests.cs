using Chimera.Sites.Certification;
using Chimera.Sites.Folder;
using Chimera.Sites.Platforms;
using Chimera.Sites.Publishing;
using Chimera.Sites.Requests;
using Chimera.Sites.Watching;

namespace Chimera.Sites.Tests.Watching;

public sealed class LookRotationTests
{
    private static readonly IReadOnlySet<string> Nothing = new HashSet<string>(StringComparer.Ordinal);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(7, 1)]
    [InlineData(50, 1)]
    [InlineData(51, 2)]
    [InlineData(530, 11)]
    public void Every_file_has_its_turn_within_the_looks_that_are_said_from_any_look_on(int files, int within)
    {
        LookRotation rotation = new(Answers("rule", 3), Answers("file", files));
        Assert.Equal((within, files + 3), (rotation.Within, rotation.Count));
        List<HashSet<string>> looks = [];
        for (var look = 0; look < 3 * within; look++)
        {
            var asked = rotation.Next(Nothing);
            Assert.Equal(["rule0", "rule1", "rule2"], asked.Take(3).Select(answer => answer.Subject));
            Assert.True(asked.Length <= 3 + LookRotation.InTurns);
            looks.Add([.. asked.Skip(3).Select(answer => answer.Subject)]);
        }

        for (var from = 0; from <= looks.Count - within; from++)
        {
            Assert.Equal(files, looks.Skip(from).Take(within).SelectMany(asked => asked).Distinct().Count());
        }
    }

    [Fact]
    public void What_was_wrong_is_asked_again_out_of_turn_and_its_number_is_bounded()
    {
        LookRotation rotation = new(Answers("rule", 1), Answers("file", 400));
        rotation.Next(Nothing);

        Assert.Contains("file3", rotation.Next(new HashSet<string> { "file3" }).Select(answer => answer.Subject));
        var all = rotation.Next(Enumerable.Range(0, 400).Select(at => $"file{at}").ToHashSet());
        Assert.InRange(all.Length, 52, 101);
    }

    [Fact]
    public void Of_very_many_rules_the_first_are_asked_each_time_and_the_others_in_turns()
    {
        LookRotation rotation = new(Answers("rule", 320), Answers("file", 10));

        Assert.Equal(3, rotation.Within);
        Assert.Equal(330, Enumerable.Range(0, 3).SelectMany(_ => rotation.Next(Nothing)).Select(answer => answer.Subject).Distinct().Count());
    }

    [Fact]
    public void A_whole_site_is_watched_and_not_only_the_sample_that_is_certified()
    {
        Dictionary<string, string> files = Enumerable.Range(0, 250).ToDictionary(page => $"p{page}.html", page => $"<p>{page}", StringComparer.Ordinal);
        files["index.html"] = "<p>home";
        files["_redirects"] = "/old /p1.html 301\n/api/* https://api.example.org/:splat 200\n";
        SiteSimulator simulator = new(SiteKnowledge.Platforms, SiteKnowledge.Analyses, TimeSpan.FromMinutes(1), TimeProvider.System);
        var bundle = SiteBundle.Of(simulator, Platform.Netlify, SiteFolder.Of(files), DeployContext.Production, CancellationToken.None)!;

        var watched = WatchedSite.Of(bundle);

        var rotation = watched.Rotation;
        Assert.True(watched.Unseen > 0);
        var first = rotation.Next(Nothing);
        Assert.Equal("GET /", first[0].Subject);
        Assert.NotNull(first[0].Foreseen.Body);
        Assert.Contains("GET /old", first.Select(answer => answer.Subject));
        var all = first.Concat(Enumerable.Range(1, rotation.Within - 1).SelectMany(_ => rotation.Next(Nothing))).Select(answer => answer.Subject).ToHashSet();
        Assert.All(Enumerable.Range(0, 250), page => Assert.Contains($"GET /p{page}.html", all));
    }

    [Fact]
    public void Of_a_release_whose_folder_has_gone_what_its_dossier_has_is_watched()
    {
        Dictionary<string, string> files = new(StringComparer.Ordinal) { ["index.html"] = "home", ["about.html"] = "about", ["_redirects"] = "/old /about.html 301\n" };
        SiteSimulator simulator = new(SiteKnowledge.Platforms, SiteKnowledge.Analyses, TimeSpan.FromMinutes(1), TimeProvider.System);
        var bundle = SiteBundle.Of(simulator, Platform.Netlify, SiteFolder.Of(files), DeployContext.Production, CancellationToken.None)!;
        var kept = DossierDocument.Read(DossierDocument.Write(new Dossier(bundle.Answers, System.Collections.Immutable.ImmutableSortedDictionary<string, PublishedDigest>.Empty, null)));

        var asked = WatchedSite.Of(kept).Rotation.Next(Nothing);

        Assert.Equal(200, asked[0].Foreseen.Response.Status);
        Assert.Equal(asked.Length, asked.Select(answer => answer.Subject).Distinct().Count());
        Assert.Contains("GET /old", asked.Select(answer => answer.Subject));
        Assert.Contains(asked, answer => answer.Foreseen.Body is not null);
    }

    private static List<WatchedAnswer> Answers(string name, int count) =>
        [.. Enumerable.Range(0, count).Select(at => new WatchedAnswer($"{name}{at}", new ForeseenAnswer(
            SiteRequest.Get($"/{name}{at}"), new SiteResponse(ServedBy.File, 200, null, null, null, [], null, Evidence.Computed, []), null, null)))];
}
