using Chimera.Sites.Platforms;
using Chimera.Sites.Requests;

namespace Chimera.Sites.Tests.GithubPages;

public sealed class ResponderTests
{
    private static readonly Foresight Site = Pages.Foresee(
        (".nojekyll", ""), ("index.html", "home"), ("file.html", "x"), ("folder/index.html", "x"), ("both.html", "x"),
        ("both/index.html", "x"),
        ("empty/a.txt", "x"), ("404.html", "lost"), ("naïve page.html", "x"), ("CNAME", "example.com\n"));

    [Theory]
    [InlineData("/", 200, "/index.html")]
    [InlineData("/file", 200, "/file.html")]
    [InlineData("/file.html", 200, "/file.html")]
    [InlineData("/file/", 404, "/404.html")]
    [InlineData("/folder/", 200, "/folder/index.html")]
    [InlineData("/both", 200, "/both.html")]
    [InlineData("/both/", 200, "/both/index.html")]
    [InlineData("/FILE", 404, "/404.html")]
    [InlineData("/na%C3%AFve%20page", 200, "/naïve page.html")]
    [InlineData("/nothing", 404, "/404.html")]
    [InlineData("/empty", 404, "/404.html")]
    [InlineData("/empty/", 404, "/404.html")]
    public void A_path_is_answered_as_measured_live(string path, int status, string body)
    {
        var response = Site.Get(path);

        Assert.Equal((status, body, null), (response.Status, response.Body, response.Location));
        Assert.NotEmpty(response.Why);
    }

    [Fact]
    public void A_folder_without_its_slash_is_sent_to_it()
    {
        var response = Site.Get("/folder");

        Assert.Equal((301, "/folder/", ServedBy.CanonicalUrl, Evidence.Measured),
            (response.Status, response.Location, response.By, response.Evidence));
    }

    [Fact]
    public void What_nobody_has_measured_is_said_to_be_unknown() => Assert.Equal(Evidence.Unknown, Site.Get("/empty").Evidence);

    [Fact]
    public void Nothing_but_reading_is_answered()
    {
        var post = Site.Responder!.Respond(SiteRequest.Get("/") with { Method = "POST" });
        var head = Site.Responder!.Respond(SiteRequest.Get("/") with { Method = "HEAD" });

        Assert.Equal((405, ServedBy.MethodNotAllowed, 200), (post.Status, post.By, head.Status));
    }

    [Fact]
    public void Without_a_404_page_the_answer_has_no_body_of_the_site()
    {
        var response = Pages.Foresee((".nojekyll", ""), ("index.html", "x")).Get("/lost");

        Assert.Equal((404, null), (response.Status, response.Body));
    }

    [Fact]
    public void A_project_site_answers_below_its_repository()
    {
        var site = Pages.Foresee(
            (".nojekyll", ""), ("index.html", "x"), ("docs/index.html", "x"),
            (".git/config", "[remote \"origin\"]\n\turl = git@github.com:ann/tool.git\n"));

        Assert.Equal(("/tool/docs/", 301), (site.Get("/tool/docs").Location, site.Get("/tool").Status));
        Assert.Equal("/index.html", site.Get("/tool/").Body);
        Assert.Contains(site.Get("/docs/").Why, reason => reason.Kind == ReasonKind.Doubt);
    }
}
