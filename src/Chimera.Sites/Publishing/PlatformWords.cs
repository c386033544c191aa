using Chimera.Engine.Execution;
using Chimera.Engine.Validation;
using Chimera.Sites.Publishing.Http;

namespace Chimera.Sites.Publishing;

/// <summary>What is replied when a platform's API does not do what it was asked. Each platform says it in words of its own.</summary>
internal abstract class PlatformWords
{
    /// <param name="toDo">What it was asked to do: <c>create a deploy</c>.</param>
    /// <param name="unclear">What is replied when it may have done it.</param>
    public Reply Of(ApiReply reply, string toDo, Func<Finding, Reply> unclear) => reply switch
    {
        ApiReply.Refused { Status: 401 or 403 } refused => new Reply.Refused(TokenRefused(Said(refused))),
        ApiReply.Refused refused => new Reply.Refused(Refused(toDo, Said(refused))),
        ApiReply.Unreached unreached => new Reply.Unreachable(Unreachable(toDo, unreached.Why)),
        ApiReply.Unclear why => unclear(Unreachable(toDo, why.Why)),
        _ => Unexpected(toDo),
    };

    /// <summary>For what may be asked again: nothing was done that matters.</summary>
    public Reply Of(ApiReply reply, string toDo) => Of(reply, toDo, why => new Reply.Unreachable(why));

    public Reply Unexpected(string toDo) => new Reply.Refused(UnexpectedAnswer(toDo));

    public abstract Finding Unreachable(string toDo, string why);

    protected abstract Finding TokenRefused(string said);

    protected abstract Finding Refused(string toDo, string said);

    protected abstract Finding UnexpectedAnswer(string toDo);

    private static string Said(ApiReply.Refused refused) => refused.Message.Length > 0 ? $"{refused.Message} ({refused.Status})"
        : $"it answered {refused.Status}";
}
