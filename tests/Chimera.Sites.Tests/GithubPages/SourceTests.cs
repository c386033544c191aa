using Chimera.Sites.GithubPages;
using Chimera.Sites.GithubPages.Domain;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Tests.GithubPages;

public sealed class SourceTests
{
    private const string Upload = """
        on: push
        jobs:
          build:
            steps:
              - uses: actions/checkout@v4
              - run: npm run build
              - uses: actions/upload-pages-artifact@v3
                with:
                  path: ./dist
          deploy:
            steps:
              - uses: actions/deploy-pages@v4
        """;

    private static (string Path, string Text) Workflow(string text) => (".github/workflows/pages.yml", text);

    [Fact]
    public void A_workflow_that_uploads_decides()
    {
        var site = Pages.Foresee(
            Workflow(Upload), ("CNAME", "x.example"), ("dist/index.html", "x"), ("dist/_next/a.js", "x"), ("dist/CNAME", "a.example"),
            ("dist/.well-known/a", "x"));

        Assert.Equal(("dist", "no: a workflow publishes", null), (site.Fact("publish"), site.Fact("jekyll"), site.Fact("domain")));
        Assert.Equal(["/CNAME", "/_next/a.js", "/index.html"], site.Published.UrlPaths.Order(StringComparer.Ordinal));
        Assert.Equal("dist/CNAME", site.Find(CnameFindings.Ignored).Place!.File);
        Assert.Contains("include-hidden-files", site.Find(PagesFindings.WellKnownLost).Remedy, StringComparison.Ordinal);
        Assert.Equal(7, site.Facts[0].Place!.Line);
    }

    [Fact]
    public void Hidden_files_are_kept_when_the_workflow_says_so()
    {
        var site = Pages.Foresee(
            Workflow(Upload.Replace("path: ./dist", "path: dist/\n          include-hidden-files: true", StringComparison.Ordinal)),
            ("dist/index.html", "x"), ("dist/.well-known/a", "x"));

        Assert.True(site.Published.Contains("/.well-known/a"));
        Assert.DoesNotContain(PagesFindings.WellKnownLost.Code, site.Codes());
    }

    [Fact]
    public void A_folder_that_is_still_to_be_built_is_no_broken_site()
    {
        var site = Pages.Foresee(Workflow(Upload), ("src/app.js", "x"));

        Assert.Equal("dist", site.Find(PagesFindings.NotBuilt).Subject);
        Assert.False(site.Broken);
        Assert.Equal(Evidence.Unknown, site.Get("/").Evidence);
        Assert.DoesNotContain(PagesFindings.MissingIndex.Code, site.Codes());
    }

    [Fact]
    public void A_folder_written_as_an_expression_is_not_guessed()
    {
        var site = Pages.Foresee(Workflow(Upload.Replace("./dist", "${{ env.OUT }}", StringComparison.Ordinal)), ("index.html", "x"));

        Assert.Equal(9 - 2, site.Find(PagesFindings.WorkflowNotUnderstood).Place!.Line);
        Assert.Empty(site.Published.UrlPaths);
    }

    [Fact]
    public void Jekyll_in_a_workflow_runs_over_its_source()
    {
        var site = Pages.Foresee(
            Workflow("jobs: {a: {steps: [{uses: actions/jekyll-build-pages@v1, with: {source: ./web}}, {uses: "
                + "actions/upload-pages-artifact@v3}, {uses: actions/deploy-pages@v4}]}}"),
            ("web/index.md", "---\n---\n"), ("web/_x/a.js", ""), ("web/.nojekyll", ""));

        Assert.Equal(("web", "3.10.0"), (site.Fact("publish"), site.Fact("jekyll")));
        Assert.True(site.Published.Contains("/index.html"));
        Assert.False(site.Published.Contains("/_x/a.js"));
    }

    [Theory]
    [InlineData("jobs: {a: {steps: [{uses: peaceiris/actions-gh-pages@v4, with: {publish_dir: out, cname: a.example}}]}}",
        "no: .nojekyll is added", "a.example")]
    [InlineData("jobs: {a: {steps: [{uses: JamesIves/github-pages-deploy-action@v4, with: {folder: out}}]}}", "3.10.0", null)]
    public void Actions_that_push_a_branch_are_known(string workflow, string jekyll, string? domain)
    {
        var site = Pages.Foresee(Workflow(workflow), ("out/index.html", "x"));

        Assert.Equal(("out", jekyll, domain), (site.Fact("publish"), site.Fact("jekyll"), site.Fact("domain")));
    }

    [Fact]
    public void A_script_that_pushes_a_folder_is_known() => Assert.Equal(
        "build", Pages.Foresee(("package.json", """{"scripts":{"deploy":"npm run build && gh-pages -b pages -d build"}}"""), ("index.html", "x"), ("build/index.html", "x")).Fact("publish"));

    [Theory]
    [InlineData("jobs: [")]
    [InlineData("name: tests\njobs: {a: {steps: [{uses: actions/checkout@v4}, {run: make}, 5, null]}}")]
    [InlineData("jobs: {a: 5}")]
    public void Other_workflows_decide_nothing(string workflow) =>
        Assert.Equal(".", Pages.Foresee(Workflow(workflow), ("index.html", "x")).Fact("publish"));

    [Theory]
    [InlineData("docs", "docs/index.html")]
    [InlineData("docs", "docs/index.md")]
    [InlineData(".", "docs/index.html", "index.html")]
    [InlineData("docs", "docs/index.html", "docs/CNAME", "index.html")]
    [InlineData(".", "docs/index.html", "_config.yml")]
    [InlineData(".", "docs/guide.html")]
    public void Docs_is_published_when_it_looks_like_the_site(string root, params string[] files) =>
        Assert.Equal(root, Pages.Foresee(
            [.. files.Select(file => (file, file.EndsWith("CNAME", StringComparison.Ordinal) ? "a.example" : ""))]).Fact("publish"));

    [Theory]
    [InlineData("[remote \"origin\"]\n\turl = https://github.com/ann/tool.git\n", "/tool")]
    [InlineData("[remote \"origin\"]\n\turl = git@github.com:ann/Ann.github.io\n", "")]
    [InlineData("[remote \"origin\"]\n\turl = https://example.com/ann/tool.git\n", null)]
    public void The_repository_says_where_the_site_lives(string git, string? path) =>
        Assert.Equal(path, Pages.Foresee((".git/config", git), ("index.html", "x")).Fact("base-path"));
}
