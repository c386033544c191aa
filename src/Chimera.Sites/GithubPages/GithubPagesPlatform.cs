using System.Collections.Immutable;
using Chimera.Engine.Truth;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.GithubPages.Checks;
using Chimera.Sites.GithubPages.Domain;
using Chimera.Sites.GithubPages.Jekyll;
using Chimera.Sites.GithubPages.Source;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.GithubPages;

/// <summary>
/// GitHub Pages: files as they are, or as GitHub's Jekyll makes them; no redirects, no headers, no conditions. What is published is decided
/// in the repository's settings, which a folder does not hold: it is taken from what the folder shows (<see cref="SourceChoice"/>).
/// </summary>
public sealed class GithubPagesPlatform : IPlatform
{
    private const string NoJekyll = ".nojekyll";

    public Platform Platform => Platform.GithubPages;

    public ImmutableArray<AddedHeader> Adds => PagesAdditions.Added;

    public Foresight Foresee(SiteFolder folder, DeployContext context, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(folder);
        List<SiteFinding> findings = [];
        var all = folder.FilesBelow("").ToImmutableArray();
        cancel.ThrowIfCancellationRequested();
        var source = SourceChoice.Of(folder, all, findings);
        var below = source.Root.Length == 0 ? all
            : [.. all.Where(file => file.Path.StartsWith(source.Root + "/", StringComparison.Ordinal))];
        var isThere = source is not PublishingSource.Unknown && !(source.IsBuilt && folder.KindOf(source.Root) != EntryKind.Folder);
        var jekyll = isThere ? WhyNoJekyll(folder, source) : new Fact("jekyll", "unknown", source.Place, Evidence.Unknown);
        var config = jekyll.Value == "3.10.0" ? JekyllConfigReader.Read(folder, source.Root, findings) : new JekyllConfig();
        var domain = CnameReader.Read(folder, source, all, findings);
        var basePath = BasePath.Of(folder, domain, config);

        var (published, output) = Publish(
            folder, source, below, isThere, jekyll.Value == "3.10.0" && !config.BuildFails ? config : null, basePath.Value ?? "", cancel);
        if (isThere && !config.BuildFails)
        {
            findings.AddRange(output?.Findings ?? []);
            findings.AddRange(JekyllChecks.Run(folder, source.Root, config, basePath, domain, published));
            findings.AddRange(SiteChecks.Run(folder, source, below, published));
            findings.AddRange(LinkChecks.Run(published, source.Root, output?.LeftOut ?? [], cancel));
        }
        else if (!isThere)
        {
            findings.Add(new SiteFinding(
                PagesFindings.NotBuilt, source is PublishingSource.Unknown ? "which folder is published is not known"
                    : $"'{source.Root}' is not there", source.Place,
                Subject: source.Root));
        }

        findings.AddRange(OtherPlatforms.Run(folder, source.Root));
        return new Foresight(
            Platform, Facts(source, jekyll, config, domain, basePath), published, [], [], [.. findings],
            config.BuildFails ? null
                : new GithubPagesResponder(
                    published, basePath.Value ?? "", output?.Redirects ?? ImmutableDictionary<string, string>.Empty, isKnown: isThere));
    }

    private static Fact WhyNoJekyll(SiteFolder folder, PublishingSource source)
    {
        var file = SitePath.Join(source.Root, NoJekyll);
        return source switch
        {
            PublishingSource.Artifact { Jekyll: false } =>
                new Fact("jekyll", "no: a workflow publishes", source.Place, Evidence.Documented),
            PublishingSource.Pushed { AddsNoJekyll: true } =>
                new Fact("jekyll", "no: .nojekyll is added", source.Place, Evidence.Documented),
            PublishingSource.Branch or PublishingSource.Pushed when folder.KindOf(file) == EntryKind.File =>
                new Fact("jekyll", "no: .nojekyll", Place.Of(file), Evidence.Documented),
            _ => new Fact("jekyll", "3.10.0", null, Evidence.Documented),
        };
    }

    /// <param name="config">Null when Jekyll does not run.</param>
    private static (PublishedFiles Published, JekyllOutput? Output) Publish(
        SiteFolder folder, PublishingSource source, ImmutableArray<SiteFile> below, bool isThere, JekyllConfig? config, string basePath,
        CancellationToken cancel)
    {
        if (!isThere)
        {
            return (PublishedFiles.None, null);
        }

        var dropsHidden = source is PublishingSource.Artifact { KeepsHidden: false };
        if (config is not null)
        {
            var output = JekyllBuild.Run(folder, source.Root, below, config, cancel);
            var kept = dropsHidden
                ? output.Files.Where(entry => !IsHidden(entry.Key))
                    .ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal)
                : output.Files;
            return (PublishedFiles.From(folder, source.Root, kept, basePath), output);
        }

        var prefix = source.Root.Length == 0 ? 0 : source.Root.Length + 1;
        Dictionary<string, SiteFile?> files = new(StringComparer.Ordinal);
        foreach (var file in below)
        {
            var path = "/" + file.Path[prefix..];
            if (dropsHidden ? !IsHidden(path) : !path.StartsWith("/.github/", StringComparison.Ordinal))
            {
                files.Add(path, file);
            }
        }

        return (PublishedFiles.From(folder, source.Root, files, basePath), null);
    }

    private static bool IsHidden(string path) => path.Contains("/.", StringComparison.Ordinal);

    private static ImmutableArray<Fact> Facts(
        PublishingSource source, Fact jekyll, JekyllConfig config, Fact domain, Fact basePath)
    {
        var place = config.File is { } file ? Place.Of(file) : null;
        var runs = jekyll.Value == "3.10.0";
        return
        [
            new Fact("source", source.Description, source.Place, source.Evidence),
            new Fact("publish", SitePath.Shown(source.Root), source.Place, source.Evidence),
            jekyll,
            .. runs ? [new Fact("theme", config.Get("remote_theme").Text ?? config.Theme, place, Evidence.Documented)]
                : ImmutableArray<Fact>.Empty,
            .. runs ? [new Fact("plugins", string.Join(", ", config.Plugins.Except(PagesGem.DefaultPlugins)), place, Evidence.Documented)]
                : ImmutableArray<Fact>.Empty,
            domain,
            basePath,
        ];
    }
}
