using Chimera.Sites.Analyses.Headers;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Tests.Analyses.Headers;

public sealed class HeaderPatternTests
{
    [Theory]
    [InlineData("/*", "/", true)]
    [InlineData("/*", "/a/b", true)]
    [InlineData("/", "/", true)]
    [InlineData("/", "/a", false)]
    [InlineData("/a", "/A/", true)]
    [InlineData("/a/", "/a", true)]
    [InlineData("/n/*", "/n", true)]
    [InlineData("/n/*", "/nx", false)]
    [InlineData("/*.css", "/x/a.css", true)]
    [InlineData("/*.css", "/x/a.js", false)]
    [InlineData("/:x/b", "/a/b", true)]
    [InlineData("/:x/b", "/a/a/b", false)]
    [InlineData("/a*b*c", "/axxbxxbc", true)]
    public void Netlify_ignores_case_and_crosses_folders(string pattern, string path, bool matches) =>
        Assert.Equal(matches, new HeaderPattern(pattern, Platform.Netlify).Matches(path));

    [Theory]
    [InlineData("/*", "/a/b", true)]
    [InlineData("/", "/", true)]
    [InlineData("/blog/*", "/blog/a/b", true)]
    [InlineData("/*.css", "/a.css", true)]
    [InlineData("/*.css", "/x/a.css", false)]
    [InlineData("/**/*.css", "/a.css", false)]
    [InlineData("/**/*.css", "/x/y/a.css", true)]
    [InlineData("/A", "/a", false)]
    public void Render_stays_in_a_folder(string pattern, string path, bool matches) =>
        Assert.Equal(matches, new HeaderPattern(pattern, Platform.Render).Matches(path));

    [Fact]
    public void A_pattern_of_stars_is_no_trap() =>
        Assert.False(new HeaderPattern("/" + string.Concat(Enumerable.Repeat("*a", 100)) + "b", Platform.Netlify).Matches("/" + new string('a', 3_000)));

    [Theory]
    [InlineData("/app/*", "/app/x")]
    [InlineData("/:a/b", "/x/b")]
    [InlineData("/", "/")]
    public void A_sample_is_a_path_that_matches(string pattern, string sample)
    {
        Assert.Equal(sample, new HeaderPattern(pattern, Platform.Netlify).Sample());
        Assert.True(new HeaderPattern(pattern, Platform.Netlify).Matches(sample));
    }
}
