using Chimera.Engine.Validation;
using Chimera.Sites.Publishing;

namespace Chimera.Sites.GithubPages.Deploying;

/// <summary>What GitHub's API does not do, in its words.</summary>
internal sealed class PagesWords : PlatformWords
{
    public override Finding Unreachable(string toDo, string why) => Finding.Error(
        "pages.unreachable", $"GitHub could not be asked to {toDo}: {why}", "try again; what is there is not sent again");

    protected override Finding TokenRefused(string said) => Finding.Error(
        "pages.token-refused", $"GitHub does not accept the token for this: {said}",
        "make a token with the repository's permissions Contents (write) and Pages (write), and store it where the token is read from");

    protected override Finding Refused(string toDo, string said) => Finding.Error(
        "pages.refused", $"GitHub refused to {toDo}: {said}", "do what it says, and try again");

    protected override Finding UnexpectedAnswer(string toDo) => Finding.Error(
        "pages.unexpected-answer", $"GitHub's answer to the request to {toDo} is not one that its documentation knows",
        "look at the repository's Pages settings and at its branch");
}
