namespace Chimera.Sites.Tests.Netlify.Deploying;

/// <summary>What goes wrong with one request.</summary>
internal enum Fault
{
    None,

    /// <summary>429 with <c>Retry-After: 7</c>.</summary>
    SlowDown,

    /// <summary>429 with <c>X-RateLimit-Reset</c> half a minute ahead.</summary>
    SlowDownUntilReset,

    /// <summary>429 with <c>Retry-After</c> of an hour.</summary>
    SlowDownForLong,

    Error500,

    Error502,

    Error503,

    /// <summary>The connection ends before anything was read.</summary>
    CutBefore,

    /// <summary>The connection ends when half of the body has come.</summary>
    CutInMiddle,

    /// <summary>It is done, and the connection ends in the middle of the answer.</summary>
    CutAnswer,

    /// <summary>It is done, and the answer is half a JSON text.</summary>
    HalfJson,

    /// <summary>It is done, and the answer is something else.</summary>
    OtherJson,

    /// <summary>Not done: the answer waits until the test lets go.</summary>
    Hold,

    /// <summary>Not done: 400 with everything that the client sent in the message.</summary>
    Echo,
}
