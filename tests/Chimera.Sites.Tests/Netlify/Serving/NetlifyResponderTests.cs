using Chimera.Documents;
using Chimera.Sites.Folder;
using Chimera.Sites.Netlify.Headers;
using Chimera.Sites.Netlify.Redirects;
using Chimera.Sites.Netlify.Serving;
using Chimera.Sites.Platforms;
using Chimera.Sites.Requests;

namespace Chimera.Sites.Tests.Netlify.Serving;

public sealed class NetlifyResponderTests
{
    [Theory]
    [InlineData("/file", true, 200, "/file.html")]
    [InlineData("/file/", true, 301, "/file")]
    [InlineData("/file.html", true, 200, "/file.html")]
    [InlineData("/folder", true, 301, "/folder/")]
    [InlineData("/folder/", true, 200, "/folder/index.html")]
    [InlineData("/both", true, 200, "/both.html")]
    [InlineData("/both/", true, 301, "/both")]
    [InlineData("/", true, 200, "/index.html")]
    [InlineData("/file/", false, 200, "/file.html")]
    [InlineData("/folder", false, 200, "/folder/index.html")]
    [InlineData("/both/", false, 200, "/both.html")]
    public void A_slash_at_the_end_is_treated_as_was_measured(string path, bool pretty, int status, string leadsTo)
    {
        var response = Site("", pretty: pretty).Respond(SiteRequest.Get(path));
        Assert.Equal((status, leadsTo), (response.Status, response.Location ?? response.Body));
    }

    [Fact]
    public void A_true_address_keeps_the_query() =>
        Assert.Equal("/folder/?a=1", Site("").Respond(SiteRequest.Get("/folder", "a=1")).Location);

    [Theory]
    [InlineData("/Mixed/Case.txt", 200, "/Mixed/Case.txt")]
    [InlineData("/mixed/case.txt", 200, "/Mixed/Case.txt")]
    [InlineData("/FILE", 301, "/file")]
    public void Letter_case_is_looked_past_when_nothing_else_is_found(string path, int status, string leadsTo)
    {
        var response = Site("").Respond(SiteRequest.Get(path));
        Assert.Equal((status, leadsTo), (response.Status, response.Location ?? response.Body));
    }

    [Fact]
    public void Functions_come_before_any_rule()
    {
        var response = Site("/* /index.html 200!").Respond(SiteRequest.Get("/.netlify/functions/hello"));
        Assert.Equal((ServedBy.Function, Evidence.Documented), (response.By, response.Evidence));
    }

    [Fact]
    public void Rules_are_matched_against_the_path_as_it_was_sent_and_the_difference_to_the_local_server_is_told()
    {
        var site = Site("/a%20b /file 301\n");
        var response = site.Respond(SiteRequest.Get("/a%20b"));
        Assert.Equal((ServedBy.Redirect, "/file", Evidence.Documented), (response.By, response.Location, response.Evidence));
        Assert.Contains(response.Why, reason => reason.Kind == ReasonKind.Doubt);
    }

    [Fact]
    public void An_answer_says_which_rule_decided_which_did_not_apply_and_which_come_too_late()
    {
        var response = Site("/x /de 302 Country=de\n/x /q 302\n/x q=:q /later 302\n/:any /last 301\n")
            .Respond(SiteRequest.Get("/x") with { Country = "fr" });
        Assert.Equal("/q", response.Location);
        Assert.Equal(
            [(ReasonKind.NotMet, 1), (ReasonKind.Decided, 2), (ReasonKind.Shadowed, 4)], response.Why
                .Select(reason => (reason.Kind, reason.Place!.Line)));
    }

    [Fact]
    public void A_file_goes_before_a_rule_that_is_not_forced()
    {
        Assert.Equal(ServedBy.FileBeforeRule, Site("/file /x 301").Respond(SiteRequest.Get("/file")).By);
        Assert.Equal("/x", Site("/file /x 301!").Respond(SiteRequest.Get("/file")).Location);
    }

    [Fact]
    public void A_proxied_request_has_no_status_and_no_headers_of_the_site()
    {
        var response = Site("/api/* https://api.example/:splat 200").Respond(SiteRequest.Get("/api/u", "a=1"));
        Assert.Equal((ServedBy.Proxy, 0, "https://api.example/u?a=1"), (response.By, response.Status, response.ProxiedTo));
        Assert.Empty(response.Headers);
    }

    [Fact]
    public void A_status_that_is_not_documented_is_doubted() =>
        Assert.Equal(Evidence.Unknown, Site("/x /file 308").Respond(SiteRequest.Get("/x")).Evidence);

    [Fact]
    public void Headers_are_those_of_the_requests_path_but_for_those_that_are_Netlifys_own()
    {
        var response = Site("/x /file 200", "/x\n X-A: 1\n Server: me\n/file.html\n X-B: 1\n").Respond(SiteRequest.Get("/x"));
        Assert.Equal([new("X-A", "1")], response.Headers);
        Assert.Equal(2, response.Why.Count(reason => reason.Kind == ReasonKind.Doubt));
    }

    [Fact]
    public void What_is_not_there_is_answered_with_the_sites_own_page()
    {
        var response = Site("").Respond(SiteRequest.Get("/nope"));
        Assert.Equal((404, "/404.html", ServedBy.NotFound), (response.Status, response.Body, response.By));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/%")]
    [InlineData("//////")]
    [InlineData("/\0\u0001é😀")]
    public void Whatever_is_asked_for_there_is_an_answer(string path) =>
        Assert.NotEmpty(Site("/* /:splat 301").Respond(SiteRequest.Get(path) with { Host = "exa mple:x" }).Why);

    private static NetlifyResponder Site(string redirects, string headers = "", bool pretty = true)
    {
        string[] files = ["index.html", "404.html", "file.html", "folder/index.html", "both.html", "both/index.html", "Mixed/Case.txt"];
        var folder = SiteFolder.Of(files.ToDictionary(file => file, _ => "", StringComparer.Ordinal));
        return new NetlifyResponder(
            NetlifyRedirects.Read(new SourceFile("_redirects", redirects)).Rules, NetlifyHeaders
                .Read(new SourceFile("_headers", headers)).Rules,
            PublishedFiles.Below(folder, ""), new ServingSettings { PrettyUrls = pretty });
    }
}
