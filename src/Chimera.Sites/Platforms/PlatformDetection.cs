using System.Collections.Immutable;
using Chimera.Engine.Truth;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.GithubPages.Source;
using Chimera.Sites.Platforms.Detection;

namespace Chimera.Sites.Platforms;

/// <summary>Tells from the files of a folder which platforms it is made for.</summary>
public static class PlatformDetection
{
    private static readonly ImmutableArray<string> PublishFolders = [
        "", "public", "static", "dist", "build", "out", "_site", "docs", "src"];

    private static readonly ImmutableArray<(string File, string Platform)> Others =
    [
        ("vercel.json", "Vercel"), ("firebase.json", "Firebase"), ("staticwebapp.config.json", "Azure Static Web Apps"),
        ("amplify.yml", "AWS Amplify"),
        ("surge.json", "Surge"), (".gitlab-ci.yml", "GitLab"),
    ];

    public static DetectedPlatforms Of(SiteFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var rules = RuleFiles(folder);
        var wrangler = new[] { "wrangler.toml", "wrangler.json", "wrangler.jsonc" }.FirstOrDefault(file => Has(folder, file));
        List<PlatformSign> signs = [.. Netlify(folder), .. Render(folder), .. GithubPages(folder)];
        if (rules.Length > 0 && wrangler is null && !signs.Exists(sign => sign.Platform == Platform.Netlify))
        {
            signs.Add(new PlatformSign(
                Platform.Netlify, $"{rules[0]} is read by Netlify (and by others, in their own way)", Place.Of(rules[0]), IsSure: false));
        }

        List<SiteFinding> findings = [];
        if (wrangler is not null && rules.Length > 0)
        {
            findings.Add(new SiteFinding(
                DialectFindings.OtherDialect, $"'{wrangler}' says that Cloudflare reads '{rules[0]}', which is not read as Netlify does",
                Place.Of(rules[0]),
                Subject: wrangler));
        }

        findings.AddRange(Others.Append((wrangler ?? "", "Cloudflare"))
            .Where(other => Has(folder, other.Item1) && !(other.Item1 == wrangler && rules.Length > 0) && Speaks(folder, other.Item1))
            .Select(other => new SiteFinding(
                DialectFindings.OtherPlatform, $"'{other.Item1}' configures {other.Item2}, which Chimera does not foresee",
                Place.Of(other.Item1), Subject: other.Item1)));
        return new DetectedPlatforms([.. signs.OrderBy(sign => !sign.IsSure).ThenBy(sign => sign.Platform)], [.. findings]);
    }

    private static IEnumerable<PlatformSign> Netlify(SiteFolder folder)
    {
        if (Has(folder, "netlify.toml"))
        {
            yield return new PlatformSign(Platform.Netlify, "netlify.toml configures it", Place.Of("netlify.toml"), IsSure: true);
        }

        if (folder.KindOf(".netlify") == EntryKind.Folder)
        {
            yield return new PlatformSign(
                Platform.Netlify, ".netlify is where its tools keep the link to a site", Place.Of(".netlify"), IsSure: true);
        }
    }

    private static IEnumerable<PlatformSign> Render(SiteFolder folder) =>
        from file in new[] { "render.yaml", "render.yml" }
        where Has(folder, file)
        select new PlatformSign(Platform.Render, $"{file} is a Blueprint", Place.Of(file), IsSure: file == "render.yaml");

    private static IEnumerable<PlatformSign> GithubPages(SiteFolder folder)
    {
        List<SiteFinding> ignored = [];
        foreach (var path in WorkflowReader.FilesOf(folder.FilesBelow(WorkflowReader.Folder)))
        {
            if (WorkflowReader.Read(folder, path, ignored) is { } source)
            {
                yield return new PlatformSign(
                    Platform.GithubPages, $"{path} publishes to it", source.Place ?? Place.Of(path), IsSure: true);
            }
        }

        foreach (var file in new[] { "CNAME", ".nojekyll" }.SelectMany(
            name => new[] { name, "docs/" + name, "public/" + name, "static/" + name }).Where(file => Has(folder, file)))
        {
            yield return new PlatformSign(Platform.GithubPages, $"{file} is read by GitHub Pages alone", Place.Of(file), IsSure: true);
        }

        foreach (var file in new[] { "_config.yml", "docs/_config.yml" }.Where(file => Has(folder, file)))
        {
            yield return new PlatformSign(
                Platform.GithubPages, $"{file} configures Jekyll, which GitHub Pages runs", Place.Of(file), IsSure: false);
        }
    }

    private static ImmutableArray<string> RuleFiles(SiteFolder folder) =>
    [
        .. from name in new[] { "_redirects", "_headers" }
           from below in PublishFolders
           let path = below.Length == 0 ? name : $"{below}/{name}"
           where Has(folder, path)
           select path,
    ];

    /// <summary>A pipeline of GitLab speaks of sites only when it has a job named pages.</summary>
    private static bool Speaks(SiteFolder folder, string file) =>
        file != ".gitlab-ci.yml" || folder.Read(file, 1 << 20)?.AsSpan().IndexOf("\npages:"u8) >= 0;

    private static bool Has(SiteFolder folder, string file) => file.Length > 0 && folder.KindOf(file) == EntryKind.File;
}
