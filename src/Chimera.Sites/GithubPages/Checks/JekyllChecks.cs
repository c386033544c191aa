using Chimera.Engine.Truth;
using Chimera.Engine.Truth.Documents;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.GithubPages.Jekyll;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.GithubPages.Checks;

/// <summary>What is wrong between a site's <c>_config.yml</c> and its files and address.</summary>
internal static class JekyllChecks
{
    public static IEnumerable<SiteFinding> Run(
        SiteFolder folder, string root, JekyllConfig config, Fact basePath, Fact domain, PublishedFiles published)
    {
        var ruby = folder.FilesBelow(SitePath.Join(root, "_plugins")).FirstOrDefault(file => SitePath.ExtensionOf(file.Path) == ".rb");
        if (ruby is not null && config.File is not null)
        {
            yield return new SiteFinding(
                JekyllFindings.PluginNotAllowed, "GitHub Pages runs no plugin of the site's own", Place.Of(ruby.Path), Subject: ruby.Path);
        }

        if (BaseUrl(config, basePath, domain) is { } baseUrl)
        {
            yield return baseUrl;
        }

        if (config.Root.Entry("exclude") is { } exclude && Spilled(published) is { } spilled)
        {
            yield return new SiteFinding(
                JekyllFindings.ExcludeReplaces, $"{Wording.Quote(spilled)} is published: 'exclude' does not list it", exclude.KeyPlace,
                Subject: spilled);
        }
    }

    private static SiteFinding? BaseUrl(JekyllConfig config, Fact basePath, Fact domain)
    {
        if (config.BaseUrl is not { Length: > 0 } written || written == basePath.Value)
        {
            return null;
        }

        var expected = basePath.Value;
        if (expected is null && written is ['/', _, ..] && !written.EndsWith('/'))
        {
            return null;
        }

        var why = expected switch
        {
            null => "must begin with a slash and not end with one",
            "" when domain.Value is { } own => $"the site has a domain of its own, {own}, and lives at its root",
            "" => "the site lives at the root of its host",
            _ => $"the site lives under {expected}",
        };
        return new SiteFinding(
            JekyllFindings.BaseUrlMismatch, $"'baseurl' is {Wording.Quote(written)}: {why}", config.BaseUrlPlace, Subject: expected,
            Remedy: expected is null ? null : $"write 'baseurl: \"{expected}\"', or remove the line");
    }

    private static string? Spilled(PublishedFiles published) =>
        published.UrlPaths.Where(
            path => path is "/Gemfile" or "/Gemfile.lock" or "/CNAME" || path.StartsWith("/vendor/bundle/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).FirstOrDefault();
}
