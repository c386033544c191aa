using Chimera.Engine.Validation;
using Chimera.Sites.Publishing;

namespace Chimera.Sites.Render.Deploying;

/// <summary>What Render's API does not do, in its words.</summary>
internal sealed class RenderWords : PlatformWords
{
    public override Finding Unreachable(string toDo, string why) => Finding.Error(
        "render.unreachable", $"Render could not be asked to {toDo}: {why}", "try again");

    protected override Finding TokenRefused(string said) => Finding.Error(
        "render.token-refused", $"Render does not accept the API key for this: {said}",
        "make a new API key, and store it where the token is read from");

    protected override Finding Refused(string toDo, string said) => Finding.Error(
        "render.refused", $"Render refused to {toDo}: {said}", "do what it says, and try again");

    protected override Finding UnexpectedAnswer(string toDo) => Finding.Error(
        "render.unexpected-answer", $"Render's answer to the request to {toDo} is not one that its documentation knows",
        "look at the service's deploys at Render");
}
