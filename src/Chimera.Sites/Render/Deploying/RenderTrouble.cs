using Chimera.Engine.Execution;
using Chimera.Engine.Validation;
using Chimera.Sites.Publishing.Http;

namespace Chimera.Sites.Render.Deploying;

/// <summary>What is replied when Render does not do what it was asked.</summary>
internal static class RenderTrouble
{
    /// <param name="toDo">What it was asked to do: <c>start a deploy</c>.</param>
    /// <param name="unclear">What is replied when it may have done it.</param>
    public static Reply Of(ApiReply reply, string toDo, Func<Finding, Reply> unclear) => reply switch
    {
        ApiReply.Refused { Status: 401 or 403 } refused => new Reply.Refused(Finding.Error(
            "render.token-refused", $"Render does not accept the API key for this: {Said(refused)}",
            "make a new API key, and store it where the token is read from")),
        ApiReply.Refused refused =>
            new Reply.Refused(Finding.Error(
                "render.refused", $"Render refused to {toDo}: {Said(refused)}", "do what it says, and try again")),
        ApiReply.Unreached unreached => new Reply.Unreachable(Unreachable(toDo, unreached.Why)),
        ApiReply.Unclear why => unclear(Unreachable(toDo, why.Why)),
        _ => Unexpected(toDo),
    };

    public static Reply ServiceNotFound(string service) => new Reply.Refused(Finding.Error(
        "render.service-not-found", $"Render knows no service '{service}' that this API key may see",
        "give the id that Render's dashboard shows: srv-…"));

    public static Reply Unexpected(string toDo) => new Reply.Refused(Finding.Error(
        "render.unexpected-answer", $"Render's answer to the request to {toDo} is not one that its documentation knows",
        "look at the service's deploys at Render"));

    private static Finding Unreachable(string toDo, string why) =>
        Finding.Error("render.unreachable", $"Render could not be asked to {toDo}: {why}", "try again");

    private static string Said(ApiReply.Refused refused) => refused.Message.Length > 0 ? $"{refused.Message} ({refused.Status})"
        : $"it answered {refused.Status}";
}
