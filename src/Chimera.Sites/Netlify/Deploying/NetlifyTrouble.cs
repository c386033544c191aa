using Chimera.Engine.Execution;
using Chimera.Engine.Validation;
using Chimera.Sites.Publishing.Http;

namespace Chimera.Sites.Netlify.Deploying;

/// <summary>What is replied when Netlify does not do what it was asked.</summary>
internal static class NetlifyTrouble
{
    /// <param name="toDo">What it was asked to do: <c>create a deploy</c>.</param>
    /// <param name="unclear">What is replied when it may have done it.</param>
    public static Reply Of(ApiReply reply, string toDo, Func<Finding, Reply> unclear) => reply switch
    {
        ApiReply.Refused { Status: 401 or 403 } refused => new Reply.Refused(Finding.Error(
            "netlify.token-refused", $"Netlify does not accept the token for this: {Said(refused)}",
            "make a new personal access token of somebody who may deploy the site, and store it where the token is read from")),
        ApiReply.Refused refused => new Reply.Refused(Finding.Error(
            "netlify.refused", $"Netlify refused to {toDo}: {Said(refused)}", "do what it says, and try again")),
        ApiReply.Unreached unreached => new Reply.Unreachable(Unreachable(toDo, unreached.Why)),
        ApiReply.Unclear why => unclear(Unreachable(toDo, why.Why)),
        _ => Unexpected(toDo),
    };

    public static Reply SiteNotFound(string site) => new Reply.Refused(Finding.Error(
        "netlify.site-not-found", $"Netlify knows no site '{site}' that this token may see",
        "give the site's id, or its name with .netlify.app, as Netlify shows it"));

    public static Reply Unexpected(string toDo) => new Reply.Refused(Finding.Error(
        "netlify.unexpected-answer", $"Netlify's answer to the request to {toDo} is not one that its documentation knows",
        "look at the site's deploys at Netlify"));

    private static Finding Unreachable(string toDo, string why) => Finding.Error(
        "netlify.unreachable", $"Netlify could not be asked to {toDo}: {why}", "try again; what was sent is not sent again");

    private static string Said(ApiReply.Refused refused) => refused.Message.Length > 0 ? $"{refused.Message} ({refused.Status})"
        : $"it answered {refused.Status}";
}
