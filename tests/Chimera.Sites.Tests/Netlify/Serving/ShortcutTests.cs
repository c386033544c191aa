using Chimera.Sites.Folder;
using Chimera.Sites.Netlify.JavaScript;
using Chimera.Sites.Netlify.Serving;

namespace Chimera.Sites.Tests.Netlify.Serving;

/// <summary>What is answered without the general way is answered as that does it.</summary>
public sealed class ShortcutTests
{
    [Theory]
    [InlineData("http://site.example/from/here")]
    [InlineData("https://site.example/from?q=1&&r")]
    [InlineData("https://site.example/?&")]
    public void A_plain_destination_leads_where_its_URL_does(string from)
    {
        var request = WhatwgUrl.Parse(from)!;
        Assert.All(Texts("/a.:;%'?", 4), to =>
        {
            var url = WhatwgUrl.Parse("/" + to, request);
            if (url is not null && UrlSearchParams.Parse(url.Query).IsEmpty && !UrlSearchParams.Parse(request.Query).IsEmpty)
            {
                url.Query = UrlSearchParams.Write(UrlSearchParams.Parse(request.Query));
            }

            var expected = url is null ? null : new RuleTarget($"{url.PathName}{url.Search}{url.Hash}", url.PathName, IsExternal: false);
            Assert.Equal(expected, RuleTarget.Of("/" + to, request));
        });
    }

    [Fact]
    public void A_file_is_found_at_the_first_of_its_candidates()
    {
        string[] files =
            ["a", "a.html", "b.htm", "b/index.html", "a/b", "a/.html", ".html", "index.html", "c/index.htm", "a.css", "a.css.html"];
        foreach (var left in Enumerable.Range(0, files.Length))
        {
            var folder = SiteFolder.Of(files.Where((_, at) => at != left).ToDictionary(file => file, _ => "", StringComparer.Ordinal));
            var published = PublishedFiles.Below(folder, "");
            Assert.All(Texts("/abc.", 4).Concat(["a.css", "a.css/", "/a.css//", "a.html", "b/index.html"]), path => Assert.Equal(
                StaticFiles.Candidates("/" + path).Select(StaticFiles.Collapsed).FirstOrDefault(published.Contains),
                StaticFiles.Find(published, "/" + path)));
        }

        Assert.All(
            Texts("/a.", 4).Append("/x.css"), path => Assert.Equal(StaticFiles.Candidates(path)[^1], StaticFiles.LastCandidate(path)));
    }

    private static IEnumerable<string> Texts(string characters, int most) =>
        most == 0 ? [""]
        : Texts(characters, most - 1).SelectMany(text => characters.Select(c => text + c)).Concat(Texts(characters, most - 1)).Distinct();
}
