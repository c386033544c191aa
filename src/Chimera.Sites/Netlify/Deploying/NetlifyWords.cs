using Chimera.Engine.Validation;
using Chimera.Sites.Publishing;

namespace Chimera.Sites.Netlify.Deploying;

/// <summary>What Netlify's API does not do, in its words.</summary>
internal sealed class NetlifyWords : PlatformWords
{
    public override Finding Unreachable(string toDo, string why) => Finding.Error(
        "netlify.unreachable", $"Netlify could not be asked to {toDo}: {why}", "try again; what was sent is not sent again");

    protected override Finding TokenRefused(string said) => Finding.Error(
        "netlify.token-refused", $"Netlify does not accept the token for this: {said}",
        "make a new personal access token of somebody who may deploy the site, and store it where the token is read from");

    protected override Finding Refused(string toDo, string said) => Finding.Error(
        "netlify.refused", $"Netlify refused to {toDo}: {said}", "do what it says, and try again");

    protected override Finding UnexpectedAnswer(string toDo) => Finding.Error(
        "netlify.unexpected-answer", $"Netlify's answer to the request to {toDo} is not one that its documentation knows",
        "look at the site's deploys at Netlify");
}
