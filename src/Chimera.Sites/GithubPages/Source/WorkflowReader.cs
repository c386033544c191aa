using Chimera.Documents;
using Chimera.Engine.Truth.Documents;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;
using Problems = Chimera.Engine.Validation.Findings;

namespace Chimera.Sites.GithubPages.Source;

/// <summary>Finds out whether a GitHub Actions workflow publishes to Pages, and which folder.</summary>
internal static class WorkflowReader
{
    public const string Folder = ".github/workflows";

    /// <summary>GitHub refuses larger ones.</summary>
    private const int MaxBytes = 1 << 20;

    public static IEnumerable<string> FilesOf(IEnumerable<SiteFile> files) =>
        from file in files
        where SitePath.FolderOf(file.Path) == Folder && SitePath.ExtensionOf(file.Path) is (".yml" or ".yaml")
        select file.Path;

    /// <returns>Null when the workflow does not publish.</returns>
    public static PublishingSource? Read(SiteFolder folder, string path, List<SiteFinding> findings)
    {
        if (folder.Read(path, MaxBytes) is not { } bytes)
        {
            return null;
        }

        Problems problems = new();
        if (YamlReader.Read(bytes, path, problems) is not MapNode workflow)
        {
            if (bytes.AsSpan().IndexOf("pages"u8) >= 0 && problems.FirstOrDefault() is { } problem)
            {
                findings.Add(new SiteFinding(
                    PagesFindings.WorkflowNotUnderstood, $"the workflow was not read: {problem.Message}", problem.Place));
            }

            return null;
        }

        var steps = workflow.Get("jobs").Entries.SelectMany(job => job.Value.Get("steps").Items).Select(Step.Of).OfType<Step>().ToList();
        return Artifact(steps, findings) ?? Pushed(steps, findings);
    }

    private static PublishingSource? Artifact(List<Step> steps, List<SiteFinding> findings)
    {
        var deploy = steps.Find(step => step.Action == "actions/deploy-pages");
        var upload = steps.Find(step => step.Action == "actions/upload-pages-artifact");
        if (steps.Find(step => step.Action == "actions/jekyll-build-pages") is { } jekyll && (deploy ?? upload) is not null)
        {
            return Located(jekyll, jekyll.Input("source") ?? "./", findings, root =>
                new PublishingSource.Artifact(root, jekyll.At, KeepsHidden(upload), Jekyll: true));
        }

        if (upload is not null)
        {
            return Located(upload, upload.Input("path") ?? "_site/", findings, root =>
                new PublishingSource.Artifact(root, upload.At, KeepsHidden(upload), Jekyll: false));
        }

        // Astro's own action builds and uploads in one.
        if (deploy is not null && steps.Find(step => step.Action == "withastro/action") is { } astro)
        {
            var output = SitePath.Literal(astro.Input("path") ?? ".") is { } project
                ? SitePath.Join(project, astro.Input("out-dir") ?? "dist")
                : "${{ }}";
            return Located(astro, output, findings, root =>
                new PublishingSource.Artifact(root, astro.At, KeepsHidden: false, Jekyll: false));
        }

        return deploy is null ? null : new PublishingSource.Unknown(deploy.At);
    }

    private static PublishingSource? Pushed(List<Step> steps, List<SiteFinding> findings)
    {
        if (steps.Find(step => step.Action == "peaceiris/actions-gh-pages") is { } peaceiris)
        {
            var jekyll = peaceiris.Input("enable_jekyll") == "true" || peaceiris.Input("disable_nojekyll") == "true";
            return Located(
                peaceiris, peaceiris.Input("publish_dir") ?? "public", findings,
                root => new PublishingSource.Pushed(root, peaceiris.At, !jekyll, peaceiris.Input("cname")));
        }

        return steps.Find(step => step.Action == "JamesIves/github-pages-deploy-action") is { } james && james.Input("folder") is { } folder
            ? Located(james, folder, findings, root => new PublishingSource.Pushed(root, james.At, AddsNoJekyll: false, Cname: null))
            : null;
    }

    private static PublishingSource Located(Step step, string written, List<SiteFinding> findings, Func<string, PublishingSource> make)
    {
        if (SitePath.Literal(written) is { } root)
        {
            return make(root);
        }

        findings.Add(new SiteFinding(
            PagesFindings.WorkflowNotUnderstood, $"the folder that is published is written as {Wording.Quote(written)}", step.At));
        return new PublishingSource.Unknown(step.At);
    }

    private static bool KeepsHidden(Step? upload) => upload?.Input("include-hidden-files") == "true";

    /// <summary>A step that uses an action.</summary>
    private sealed record Step(string Action, Engine.Truth.Place At, Node? With)
    {
        public static Step? Of(Node node) =>
            node.Get("uses") is ScalarNode uses ? new Step(uses.Text.Split('@')[0], uses.Place, node.Get("with")) : null;

        public string? Input(string name) => With.Get(name).Text;
    }
}
