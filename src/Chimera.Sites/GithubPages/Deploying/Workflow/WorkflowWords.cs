using Chimera.Engine.Validation;
using Chimera.Sites.Publishing;

namespace Chimera.Sites.GithubPages.Deploying.Workflow;

/// <summary>What GitHub's API does not do for a job, in its words.</summary>
internal sealed class WorkflowWords : PlatformWords
{
    public static readonly PlatformWords Words = new WorkflowWords();

    public override Finding Unreachable(string toDo, string why) => Finding.Error(
        "pages.unreachable", $"GitHub could not be asked to {toDo}: {why}", "try again; the artifact is still there");

    protected override Finding TokenRefused(string said) => Finding.Error(
        "pages.token-refused", $"GitHub does not accept the token for this: {said}",
        "give the job 'permissions: pages: write, id-token: write, deployments: write, actions: read', and GITHUB_TOKEN its token");

    protected override Finding Refused(string toDo, string said) => Finding.Error(
        "pages.refused", $"GitHub refused to {toDo}: {said}", "do what it says, and try again");

    protected override Finding UnexpectedAnswer(string toDo) => Finding.Error(
        "pages.unexpected-answer", $"GitHub's answer to the request to {toDo} is not one that its documentation knows",
        "look at the repository's Pages settings and at its deployments");
}
