namespace Chimera.Sites.GithubPages.Deploying.Workflow;

/// <summary>Which site at GitHub Pages is published by a workflow: from artifacts of its repository.</summary>
/// <param name="Repository">As the API names it: <c>owner/name</c>.</param>
/// <param name="Environment">At GitHub: the one that deployments are noted under, and that the job runs in.</param>
/// <param name="Artifact">The variable of the environment that holds the id of the artifact with the release.</param>
public sealed record WorkflowSite(
    string Repository, Uri Api, string Environment = WorkflowSite.UsualEnvironment, string Artifact = WorkflowSite.UsualArtifact)
{
    public const string UsualEnvironment = "github-pages";

    public const string UsualArtifact = "ARTIFACT_ID";

    /// <summary>As GitHub allows, and nothing that would mean anything in a path.</summary>
    internal bool IsRepository => Repository.Split('/') is [var owner, var name] && IsName(owner) && IsName(name);

    private static bool IsName(string name) => name.Length is > 0 and <= 100 && name is not ("." or "..")
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
