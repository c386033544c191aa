using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Chimera.Engine.Truth;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.GithubPages.Source;

/// <summary>
/// Decides what is published, from what lies in the folder: a workflow that publishes, a script that pushes a built folder, <c>docs</c>
/// with a
/// start page, the folder itself. <c>docs</c> yields to a root that shows signs of being the site: a start page, or a file that only Pages
/// reads.
/// </summary>
internal static class SourceChoice
{
    private const string Docs = "docs";
    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    private static readonly Regex GhPages = new(@"\bgh-pages\s([^&|;]*\s)?(-d|--dist)[\s=]+['""]?(?<folder>[^\s'""&|;]+)", Linear);
    private static readonly Regex NoJekyll = new(@"\s--nojekyll\b", Linear);

    private static readonly ImmutableArray<string> Indexes = ["index.html", "index.md"];
    private static readonly ImmutableArray<string> Marks = ["CNAME", ".nojekyll", "_config.yml"];

    public static PublishingSource Of(SiteFolder folder, IReadOnlyCollection<SiteFile> files, List<SiteFinding> findings)
    {
        var published = WorkflowReader.FilesOf(files).Select(path => WorkflowReader.Read(folder, path, findings)).OfType<PublishingSource>()
            .ToList();
        return published.Find(source => source is PublishingSource.Artifact) ?? published.FirstOrDefault() ?? Script(folder)
            ?? (PublishingSource)Branch(folder);
    }

    private static PublishingSource.Branch Branch(SiteFolder folder)
    {
        if (!Has(folder, Docs, Indexes) && !(Has(folder, Docs, Marks) && Has(folder, Docs, ["README.md"])))
        {
            return new PublishingSource.Branch("", null, Evidence.Documented);
        }

        var isDocs = Has(folder, Docs, Marks) || !(Has(folder, "", Marks) || Has(folder, "", Indexes));
        return new PublishingSource.Branch(isDocs ? Docs : "", null, Evidence.Unknown);
    }

    private static bool Has(SiteFolder folder, string root, ImmutableArray<string> names) =>
        names.Any(name => folder.KindOf(SitePath.Join(root, name)) == EntryKind.File);

    /// <summary>The npm package gh-pages, called in a script: <c>gh-pages -d dist</c>.</summary>
    private static PublishingSource.Pushed? Script(SiteFolder folder)
    {
        const string File = "package.json";
        if (folder.Read(File, 1 << 20) is not { } bytes)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(
                bytes, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("scripts", out var scripts)
                || scripts.ValueKind != JsonValueKind.Object)
            {
                return null;
            }

            foreach (var script in scripts.EnumerateObject().Where(script => script.Value.ValueKind == JsonValueKind.String))
            {
                var call = GhPages.Match(script.Value.GetString()!);
                if (call.Success && SitePath.Literal(call.Groups["folder"].Value) is { } root)
                {
                    return new PublishingSource.Pushed(root, Place.Of(File), NoJekyll.IsMatch(script.Value.GetString()!), Cname: null);
                }
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Not a package that npm could read either.
        }

        return null;
    }
}
