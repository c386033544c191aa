using Chimera.Cli.Composition;
using Chimera.Engine.Truth.Documents;
using Chimera.Engine.Validation;
using Chimera.Sites.Certification;
using Chimera.Sites.GithubPages.Deploying.Workflow;
using Chimera.Sites.Platforms;

namespace Chimera.Cli.Commands;

/// <summary>The file in which a certified release goes to GitHub Pages.</summary>
internal static class ArtifactFile
{
    /// <exception cref="Stop">It cannot be what a person wants.</exception>
    public static void Refuse(FileInfo? file, IReadOnlyCollection<SiteQuestion> questions)
    {
        if (file is null)
        {
            return;
        }

        var forPages = questions.Where(question => question.Platforms.Contains(Platform.GithubPages)).ToList();
        if (forPages.Count > 1)
        {
            throw new Stop(ExitCode.Usage, Finding.Error(
                "artifact.which-site", "an artifact holds one site", $"say with --site which of {Wording.Either([.. forPages.Select(question => question.Site)])} it is for"));
        }

        if (forPages.Count == 0)
        {
            throw new Stop(ExitCode.Usage, Finding.Error("artifact.no-pages", "an artifact is for GitHub Pages, and the site is not certified for it", "add --platform github-pages"));
        }

        if (file.Name != PagesArtifact.FileName)
        {
            throw new Stop(ExitCode.Usage, Finding.Error(
                "artifact.name", $"GitHub Pages takes no artifact whose file is called '{file.Name}'", $"call it {PagesArtifact.FileName}"));
        }

        // The next reading of the site would find another site.
        if (questions.Any(question => Path.GetRelativePath(Path.GetFullPath(question.Path), file.FullName).Split(Path.DirectorySeparatorChar)[0] != ".."))
        {
            throw new Stop(ExitCode.Usage, Finding.Error("artifact.inside", $"{file.FullName} would be a file of the site itself", "name a folder beside it"));
        }
    }

    /// <returns>Where it is, and what is to be done with it.</returns>
    /// <exception cref="Stop">The site cannot be published so, or there is no room.</exception>
    public static async Task<string> WriteAsync(FileInfo file, SiteBundle bundle, CancellationToken cancel)
    {
        var draft = file.FullName + ".new";
        try
        {
            Directory.CreateDirectory(file.DirectoryName!);
            await using (FileStream stream = new(draft, FileMode.Create))
            {
                if (await PagesArtifact.WriteAsync(bundle, stream, cancel) is { } why)
                {
                    throw new Stop(ExitCode.Findings, why);
                }
            }

            File.Move(draft, file.FullName, overwrite: true);
            return $"{file.FullName}: upload it with actions/upload-artifact, and deploy with its output 'artifact-id'";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new Stop(ExitCode.Failed, Finding.Error("cli.unwritable", $"{file.FullName} cannot be written: {e.Message}", "name a folder that is yours"));
        }
        finally
        {
            File.Delete(draft);
        }
    }
}
