using Chimera.Engine.Execution;
using Chimera.Engine.Validation;
using Chimera.Sites.Publishing.Http;

namespace Chimera.Sites.Publishing;

/// <summary>What is replied when a platform's API does not do what it was asked, in that platform's words.</summary>
/// <param name="Area">Of the findings' codes: <c>netlify</c>.</param>
/// <param name="Name">As people write it: <c>Netlify</c>.</param>
/// <param name="Token">What it calls its tokens: <c>the API key</c>.</param>
/// <param name="NewToken">How a token is had that may do this.</param>
/// <param name="LookAt">Where a person sees what happened.</param>
/// <param name="Again">What to do when it was not reached.</param>
internal sealed record PlatformWords(string Area, string Name, string Token, string NewToken, string LookAt, string Again = "try again")
{
    /// <param name="toDo">What it was asked to do: <c>create a deploy</c>.</param>
    /// <param name="unclear">What is replied when it may have done it.</param>
    public Reply Of(ApiReply reply, string toDo, Func<Finding, Reply> unclear) => reply switch
    {
        ApiReply.Refused { Status: 401 or 403 } refused => Replies.Refused(
            $"{Area}.token-refused", $"{Name} does not accept {Token} for this: {Said(refused)}",
            $"{NewToken}, and store it where the token is read from"),
        ApiReply.Refused refused => Replies.Refused(
            $"{Area}.refused", $"{Name} refused to {toDo}: {Said(refused)}", "do what it says, and try again"),
        ApiReply.Unreached unreached => new Reply.Unreachable(Unreachable(toDo, unreached.Why)),
        ApiReply.Unclear why => unclear(Unreachable(toDo, why.Why)),
        _ => Unexpected(toDo),
    };

    /// <summary>For what may be asked again: nothing was done that matters.</summary>
    public Reply Of(ApiReply reply, string toDo) => Of(reply, toDo, why => new Reply.Unreachable(why));

    public Reply Unexpected(string toDo) => Replies.Refused(
        $"{Area}.unexpected-answer", $"{Name}'s answer to the request to {toDo} is not one that its documentation knows", LookAt);

    public Finding Unreachable(string toDo, string why) =>
        Finding.Error($"{Area}.unreachable", $"{Name} could not be asked to {toDo}: {why}", Again);

    private static string Said(ApiReply.Refused refused) => refused.Message.Length > 0 ? $"{refused.Message} ({refused.Status})"
        : $"it answered {refused.Status}";
}
