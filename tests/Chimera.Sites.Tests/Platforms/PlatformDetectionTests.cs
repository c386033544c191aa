using Chimera.Sites.Folder;
using Chimera.Sites.Platforms;
using Chimera.Sites.Platforms.Detection;

namespace Chimera.Sites.Tests.Platforms;

public sealed class PlatformDetectionTests
{
    private static DetectedPlatforms Detect(params string[] files) =>
        PlatformDetection.Of(SiteFolder.Of(files.ToDictionary(file => file, file => file.EndsWith(".yml", StringComparison.Ordinal)
            ? "jobs: {a: {steps: [{uses: actions/deploy-pages@v4}]}}" : "", StringComparer.Ordinal)));

    [Theory]
    [InlineData("netlify.toml", Platform.Netlify)]
    [InlineData(".netlify/state.json", Platform.Netlify)]
    [InlineData("public/_redirects", Platform.Netlify)]
    [InlineData("render.yaml", Platform.Render)]
    [InlineData("CNAME", Platform.GithubPages)]
    [InlineData("docs/.nojekyll", Platform.GithubPages)]
    [InlineData("_config.yml", Platform.GithubPages)]
    [InlineData(".github/workflows/pages.yml", Platform.GithubPages)]
    public void A_file_says_for_whom_the_folder_is(string file, Platform platform)
    {
        var found = Detect(file, "index.html");

        Assert.Equal([platform], found.Platforms);
        Assert.All(found.Signs, sign => Assert.NotEmpty(sign.Reason));
    }

    [Fact]
    public void Of_a_sure_sign_and_one_that_is_not_the_sure_one_counts() =>
        Assert.Equal([Platform.Render], Detect("render.yaml", "_redirects", "_config.yml").Platforms);

    [Fact]
    public void A_folder_may_be_for_several() =>
        Assert.Equal([Platform.Netlify, Platform.Render, Platform.GithubPages], Detect("netlify.toml", "render.yaml", "CNAME").Platforms);

    [Fact]
    public void A_folder_of_pages_is_for_nobody_in_particular() => Assert.Empty(Detect("index.html", ".github/workflows/readme.md").Signs);

    [Fact]
    public void The_dialect_of_another_platform_is_not_taken_for_netlifys()
    {
        var found = Detect("wrangler.jsonc", "public/_redirects");

        Assert.Empty(found.Signs);
        Assert.Equal((DialectFindings.OtherDialect, "public/_redirects"),
            (Assert.Single(found.Findings).Kind, found.Findings[0].Place!.File));
    }

    [Theory]
    [InlineData("wrangler.toml")]
    [InlineData("vercel.json")]
    [InlineData("firebase.json")]
    public void Configurations_of_others_are_noted(string file) =>
        Assert.Equal((DialectFindings.OtherPlatform, file), (Assert.Single(Detect(file).Findings).Kind, Detect(file).Findings[0].Subject));
}
