using Chimera.Engine.Execution;
using Chimera.Sites.Publishing;

namespace Chimera.Sites.Tests.GithubPages.Deploying;

/// <summary>Which files a commit has, and which sites have no commit.</summary>
public sealed class PagesTreeTests : IDisposable
{
    private readonly PagesBench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Any_address_that_a_file_can_have_is_kept_as_it_is()
    {
        Dictionary<string, string> files = new(StringComparer.Ordinal)
        {
            ["index.html"] = "<p>home", ["a b/ü+%41&=;:@,!'()[]#?.html"] = "odd", ["日本/\"語\\.html"] = "words", [".well-known/x"] = "dots", ["_next/y.js"] = "1", ["-x"] = "dash",
            ["copy.html"] = "<p>home", ["empty"] = "",
        };

        await _bench.PublishAsync(PagesBench.ReleaseOf(files));

        var tip = _bench.Folder.Tip();
        Assert.Equal(files.Keys.Append(".nojekyll").Order(StringComparer.Ordinal), _bench.Folder.Files(tip).Order(StringComparer.Ordinal));
        Assert.All(files, file => Assert.Equal(file.Value, _bench.Folder.Text(tip, file.Key)));
    }

    [Fact]
    public async Task A_domain_that_a_workflow_writes_stays_the_sites_domain()
    {
        var release = PagesBench.ReleaseOf(new(StringComparer.Ordinal)
        {
            ["out/index.html"] = "<p>home",
            [".github/workflows/pages.yml"] =
                "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n    - uses: peaceiris/actions-gh-pages@v4\n      with:\n        publish_dir: out\n        cname: www.example.test\n",
        });

        await _bench.PublishAsync(release);

        Assert.Equal([".nojekyll", "CNAME", "index.html"], _bench.Folder.Files(_bench.Folder.Tip()));
        Assert.Equal("www.example.test\n", _bench.Folder.Text(_bench.Folder.Tip(), "CNAME"));
    }

    [Theory]
    [InlineData("about.md", "# About")]
    [InlineData("page.html", "---\ntitle: x\n---\n{{ page.title }}")]
    [InlineData("plain.html", "<p>but with the theme that every site has")]
    public async Task What_GitHubs_Jekyll_would_make_is_not_known_and_not_published(string path, string text)
    {
        var release = PagesBench.ReleaseOf(new(StringComparer.Ordinal) { ["index.html"] = "<p>home", [path] = text, ["_config.yml"] = path == "plain.html" ? "" : "theme: \"\"\n" }, isPlain: false);

        Assert.Equal("pages.jekyll", await RefusedAsync(release));
    }

    [Fact]
    public async Task A_site_that_GitHubs_Jekyll_would_only_copy_is_published_without_it()
    {
        var release = PagesBench.ReleaseOf(
            new(StringComparer.Ordinal) { ["index.html"] = "<p>home", ["_drafts/a.html"] = "left out", ["b/c.css"] = "p {}", ["_config.yml"] = "theme: \"\"\n" },
            isPlain: false);

        await _bench.PublishAsync(release);

        Assert.Equal([".nojekyll", "b/c.css", "index.html"], _bench.Folder.Files(_bench.Folder.Tip()));
    }

    [Theory]
    [InlineData("* text eol=crlf", "pages.attributes")]
    [InlineData("*.bin filter=lfs", "pages.attributes")]
    public async Task What_would_be_changed_by_a_checkout_is_not_published(string attributes, string code)
    {
        Assert.Equal(code, await RefusedAsync(PagesBench.ReleaseOf(new(StringComparer.Ordinal) { ["index.html"] = "<p>home", ["a/.gitattributes"] = attributes })));
        await _bench.PublishAsync(PagesBench.ReleaseOf(new(StringComparer.Ordinal) { ["index.html"] = "<p>home", ["a/.gitattributes"] = "docs linguist-vendored" }));
    }

    [Theory]
    [InlineData("/.git/config")]
    [InlineData("/a/.GIT/x")]
    [InlineData("/a//b")]
    [InlineData("/../b")]
    [InlineData("/a\nM 100644 inline b")]
    [InlineData("/index.html/below")]
    public async Task A_name_that_git_would_read_otherwise_is_refused(string address)
    {
        var release = PagesBench.ReleaseOf(new(StringComparer.Ordinal) { ["index.html"] = "<p>home" });
        var odd = release.Files[0] with { Address = address };

        Assert.Equal("pages.file-name", await RefusedAsync(release with { Files = release.Files.Add(odd) }));
    }

    private async Task<string> RefusedAsync(Release release)
    {
        var why = PagesBench.WhyOf(Assert.IsType<Reply.Refused>(await _bench.StageAsync(release)));
        Assert.Empty(_bench.Folder.Refs());
        Assert.DoesNotContain('\n', why.Message);
        return why.Code;
    }
}
