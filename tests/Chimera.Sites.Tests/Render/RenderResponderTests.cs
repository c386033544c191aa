using Chimera.Sites.Platforms;
using Chimera.Sites.Requests;

namespace Chimera.Sites.Tests.Render;

public sealed class RenderResponderTests
{
    private static readonly string[] Measured =
        ["dist/file.html", "dist/folder/index.html", "dist/both.html", "dist/both/index.html", "dist/index.html"];

    // The measured table of https://github.com/slorber/trailing-slash-guide.
    [Theory]
    [InlineData("/file", "/file.html")]
    [InlineData("/file/", "/file.html")]
    [InlineData("/file.html", "/file.html")]
    [InlineData("/folder", "/folder/index.html")]
    [InlineData("/folder/", "/folder/index.html")]
    [InlineData("/both", "/both.html")]
    [InlineData("/both/", "/both/index.html")]
    [InlineData("/", "/index.html")]
    public void Pages_are_found_without_their_names(string path, string body)
    {
        var response = Ask("", path, Measured);

        Assert.Equal((200, body, ServedBy.File), (response.Status, response.Body, response.By));
    }

    [Theory]
    [InlineData("/file.html", Evidence.Documented)]
    [InlineData("/file", Evidence.Measured)]
    [InlineData("/nothing", Evidence.Documented)]
    public void An_answer_says_how_it_is_known(string path, Evidence evidence) => Assert.Equal(evidence, Ask("", path, Measured).Evidence);

    [Theory]
    [InlineData("/old", "/new", "/old", "/new")]
    [InlineData("/*", "/blog/*", "/a/b", "/blog/a/b")]
    [InlineData("/a/*", "/b/*", "/a/", "/b/")]
    [InlineData("/a/*/z", "/b/*", "/a/x/y/z", "/b/x/y")]
    [InlineData("/*/x/*", "/*/y/*", "/1/x/2", "/1/y/2")]
    [InlineData("/u/:id", "/users/:id.html", "/u/7", "/users/7.html")]
    [InlineData("/u/:id/:tab", "https://u.example:8080/:tab/:id/:more", "/u/7/likes", "https://u.example:8080/likes/7/:more")]
    [InlineData("/u/:id.html", "/:id", "/u/a.b.html", "/a.b")]
    public void A_route_redirects_with_301(string source, string destination, string path, string location)
    {
        var response = Ask(Route("redirect", source, destination), path, "dist/none.html");

        Assert.Equal((301, location, ServedBy.Redirect), (response.Status, response.Location, response.By));
        Assert.Equal(9, response.Rule?.Place?.Line);
    }

    [Theory]
    [InlineData("/old", "/old/")]
    [InlineData("/old", "/OLD")]
    [InlineData("/a/*", "/a")]
    [InlineData("/u/:id", "/u/")]
    [InlineData("/u/:id", "/u/7/8")]
    [InlineData("/a/*/z", "/a/z")]
    [InlineData("a/*", "/a/b")]
    public void A_route_that_does_not_match_leaves_a_404(string source, string path) =>
        Assert.Equal(
            (404, ServedBy.NotFound), Ask(Route("redirect", source, "/new", loose: true), path, "dist/none.html") is var response
                ? (response.Status, response.By) : default);

    [Fact]
    public void What_exists_comes_before_a_route() =>
        Assert.Equal("/file.html", Ask(Route("redirect", "/*", "/"), "/file.html", Measured).Body);

    [Fact]
    public void A_route_comes_before_a_page_without_its_name()
    {
        var response = Ask(Route("rewrite", "/*", "/index.html"), "/folder", Measured);

        Assert.Equal(("/index.html", ServedBy.Rewrite, Evidence.Measured), (response.Body, response.By, response.Evidence));
        Assert.Contains(response.Why, reason => reason.Kind == ReasonKind.Doubt);
    }

    [Fact]
    public void The_first_route_wins_and_the_others_are_named()
    {
        const string more = "      - {type: redirect, source: /b/x, destination: /2}\n"
            + "      - {type: redirect, source: /b/*, destination: /3}\n";
        var response = Ask(Route("redirect", "/:a/x", "/1") + more, "/b/x");

        Assert.Equal("/1", response.Location);
        var named = response.Why.Where(reason => reason.Kind is ReasonKind.Decided or ReasonKind.Shadowed);
        Assert.Equal([9, 10, 11], named.Select(reason => reason.Place!.Line));
    }

    [Fact]
    public void A_rewrite_to_an_address_is_answered_there() =>
        Assert.Equal(
            ("https://api.example/v1/a?b", ServedBy.Proxy),
            Ask(Route("rewrite", "/api/*", "https://api.example/v1/*?b"), "/api/a") is var response ? (response.ProxiedTo, response.By)
                : default);

    [Fact]
    public void A_rewrite_to_nothing_is_a_404() => Assert.Equal(404, Ask(Route("rewrite", "/*", "/app.html"), "/x", Measured).Status);

    [Fact]
    public void A_query_makes_a_redirect_doubtful() =>
        Assert.Equal(
            (301, Evidence.Unknown), Responder(Route("redirect", "/a", "/b")).Respond(SiteRequest.Get("/a", "x=1")) is var response
                ? (response.Status, response.Evidence) : default);

    [Fact]
    public void The_page_for_what_is_not_found_is_a_guess() =>
        Assert.Equal(
            (404, "/404.html", Evidence.Unknown), Ask("", "/x", "dist/404.html") is var response
                ? (response.Status, response.Body, response.Evidence) : default);

    [Fact]
    public void Nothing_is_certain_before_the_site_is_built() =>
        Assert.Equal((404, Evidence.Unknown), Ask("", "/x") is var response ? (response.Status, response.Evidence) : default);

    [Fact]
    public void A_path_is_decoded_to_find_a_file() => Assert.Equal("/a b.html", Ask("", "/a%20b.html", "dist/a b.html").Body);

    [Fact]
    public void Only_reading_is_foreseen() =>
        Assert.Equal(405, Responder("").Respond(SiteRequest.Get("/") with { Method = "POST" }).Status);

    [Theory]
    [InlineData("/*", "/a.css", true)]
    [InlineData("/*", "/x/y/a.css", true)]
    [InlineData("/blog/*", "/blog/", true)]
    [InlineData("/blog/*", "/blog/a/b", true)]
    [InlineData("/blog/*", "/blog", false)]
    [InlineData("/**/*", "/blog/", true)]
    [InlineData("/**/*", "/a/b/c", true)]
    [InlineData("/**/*", "/a", false)]
    [InlineData("/*.css", "/a.css", true)]
    [InlineData("/*.css", "/x/a.css", false)]
    [InlineData("/**/*.css", "/x/a.css", true)]
    [InlineData("/**/*.css", "/x/y/a.css", true)]
    [InlineData("/**/*.css", "/a.css", false)]
    [InlineData("/a/*/b.js", "/a/x/b.js", true)]
    [InlineData("/a/*/b.js", "/a/x/y/b.js", false)]
    [InlineData("/a", "/a", true)]
    [InlineData("/a", "/A", false)]
    public void A_star_in_a_header_path_stays_in_its_folder_unless_it_is_the_last(string pattern, string path, bool expected)
    {
        var response =
            Ask($"    headers:\n      - {{path: '{pattern}', name: X-A, value: 'yes'}}\n", path,
                "dist" + path.TrimEnd('/') + (path.EndsWith('/') ? "/index.html" : ""));

        Assert.Equal(expected ? [KeyValuePair.Create("X-A", "yes")] : [], response.Headers);
    }

    [Fact]
    public void Headers_that_several_rules_set_are_doubtful()
    {
        var response =
            Ask("    headers:\n      - {path: /*, name: X-A, value: a}\n      - {path: /a.css, name: x-a, value: b}\n", "/a.css",
                "dist/a.css");

        Assert.Equal(["a", "b"], response.Headers.Select(header => header.Value));
        Assert.Contains(response.Why, reason => reason.Kind == ReasonKind.Doubt);
    }

    [Fact]
    public void A_Blueprint_of_programs_is_answered_by_a_program() =>
        Assert.Equal(
            ServedBy.Function,
            RenderSite.Foresee("services:\n  - {type: web, name: a, runtime: docker}\n").Responder!.Respond(SiteRequest.Get("/")).By);

    private static string Route(string type, string source, string destination, bool loose = false) =>
        $"    {(loose ? "# loose\n    " : "")}routes:\n" + (
            loose ? "" : "      # one\n") + $"      - {{type: {type}, source: '{source}', destination: '{destination}'}}\n";

    private static SiteResponse Ask(string rules, string path, params string[] files) =>
        Responder(rules, files).Respond(SiteRequest.Get(path));

    private static IResponder Responder(string rules, params string[] files)
    {
        var foresight =
            RenderSite.Foresee(
                "services:\n  - type: web\n    name: a\n    runtime: static\n    buildCommand: b\n    staticPublishPath: dist\n" + rules,
                files);
        return foresight.Responder
            ?? new Sites.Render.Serving.RenderResponder(foresight.Published, foresight.Redirects, foresight.Headers, isBuilt: true);
    }
}
