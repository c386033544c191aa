using Chimera.Engine.Execution;
using Chimera.Engine.Validation;

namespace Chimera.Sites.Publishing;

/// <summary>What is known of replies, whichever platform gave them.</summary>
internal static class Replies
{
    public static Finding WhyOf(Reply trouble) => trouble switch
    {
        Reply.Refused refused => refused.Why,
        Reply.Unreachable unreachable => unreachable.Why,
        Reply.Lost lost => lost.Why,
        Reply.Reverted reverted => reverted.Why,
        _ => throw new InvalidOperationException("what was done has no finding"),
    };

    /// <summary>The trouble met when it may have been done before.</summary>
    public static Reply Lost(Reply trouble) => new Reply.Lost(WhyOf(trouble));

    public static Reply Refuse(string code, string message, string remedy) => new Reply.Refused(Finding.Error(code, message, remedy));
}
