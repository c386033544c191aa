using System.Text;
using Chimera.Documents;
using Chimera.Engine.Execution;
using Chimera.Engine.Truth;
using Chimera.Engine.Truth.Documents;
using Chimera.Engine.Truth.Settings;
using Chimera.Sites.Declaration;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Tests.Declaration;

public sealed class SitesDeclarationTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("chimera-truth-").FullName;

    public SitesDeclarationTests() => Directory.CreateDirectory(Path.Combine(_root, "web"));

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task A_site_is_a_target_on_each_of_its_platforms()
    {
        var (targets, findings) = await Declare("docs: {path: web, platforms: [netlify, github-pages], tags: [public], branch: next}");

        Assert.Empty(findings);
        Assert.Equal(["sites/docs/netlify", "sites/docs/github-pages"], targets.Select(target => target.Id.ToString()));
        Assert.All(targets, target => Assert.Equal("docs", target.Group));
        Assert.Equal(["netlify", "public"], targets[0].Tags);
        Assert.Equal(
            new SiteSpec(Path.Combine(_root, "web"), Platform.GithubPages, new DeployContext("production", "next")), SiteSpec
                .Read(targets[1].Spec));
    }

    [Theory]
    [InlineData("docs: {path: wbe, platforms: netlify}", "1:14 sites.folder-missing the site 'docs' has no folder wbe")]
    [InlineData("docs: {path: web, platforms: [netlify, netlify]}", "1:40 sites.platform-twice the site 'docs' names netlify twice")]
    [InlineData("docs: {path: web, platforms: netlfy}",
        "1:30 truth.bad-value sites.docs.platforms: 'netlfy' is not netlify, render, github-pages or host")]
    [InlineData("docs: {platforms: netlify}",
        "1:7 truth.missing-key sites.docs.path is missing: the folder with the site's configuration; relative to this file")]
    [InlineData(
        "a: {path: web, platforms: host, depends_on: b}", "1:45 truth.unknown-dependency site 'a' depends on 'b', which is not declared")]
    [InlineData("a: {path: web, platforms: host, depends_on: a}", "1:1 truth.dependency-cycle sites wait for each other: a → a")]
    [InlineData("a: {path: web, platforms: host, paht: x}", "1:33 truth.unknown-key sites.a.paht is not a known key")]
    public async Task What_makes_no_sense_is_told_with_its_place(string section, string expected) =>
        Assert.Equal(expected, Assert.Single((await Declare(section)).Findings));

    private async Task<(DeclaredTarget[] Targets, string[] Findings)> Declare(string section)
    {
        var findings = new Engine.Validation.Findings();
        var node = YamlReader.Read(Encoding.UTF8.GetBytes(section), "chimera.yaml", findings);
        var targets = await new SitesDeclaration().DeclareAsync(node!, _root, Policy, findings, TestContext.Current.CancellationToken);
        return ([.. targets],
            [.. findings.Select(finding => $"{finding.Place!.Line}:{finding.Place.Column} {finding.Code} {finding.Message}")]);
    }

    private static RolloutPolicy Policy => RolloutSettings.PolicyOf(
        ResolvedSettings.Resolve(
            new SettingsCatalog([]), [], new Dictionary<string, string>(StringComparer.Ordinal), [], new Engine.Validation.Findings()));
}
