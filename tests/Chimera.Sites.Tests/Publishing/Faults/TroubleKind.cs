namespace Chimera.Sites.Tests.Publishing.Faults;

/// <summary>A trouble as the page tells of it.</summary>
/// <param name="What">What happens, in a line.</param>
/// <param name="Comes">To which requests it can come.</param>
internal sealed record TroubleKind(Trouble Trouble, string Name, string What, Func<Met, bool> Comes)
{
    // A request so short is its head alone, for who sends it.
    private const int LeastUpload = 64;

    public static readonly IReadOnlyList<TroubleKind> All =
    [
        Any(Trouble.SlowDown, "429, says when", "not done: 429 with `Retry-After`"),
        Any(Trouble.SlowDownBare, "429", "not done: 429 that does not say when to come back"),
        Any(Trouble.Error500, "500", "not done: 500"),
        Any(Trouble.Error502, "502", "not done: 502 with a proxy's page"),
        Any(Trouble.Error503, "503", "not done: 503"),
        Any(Trouble.SlowBefore, "slow", "not done, and no answer within the limit"),
        Any(Trouble.SlowAfter, "slow, done", "done, and no answer within the limit"),
        Any(Trouble.CutBefore, "cut before", "not done: the connection ends before anything of the body is read"),
        Sent(Trouble.CutAtFirstByte, "cut at the first byte", "not done: the connection ends after one byte of what is sent"),
        Sent(Trouble.CutInMiddle, "cut in the middle", "not done: the connection ends in the middle of what is sent"),
        Sent(Trouble.CutAtLastByte, "cut at the last byte", "not done: the connection ends when all but one byte have come"),
        Any(Trouble.CutAnswer, "cut after", "done, and the connection ends in the middle of the answer"),
        Any(Trouble.HalfAnswer, "truncated", "done, and the answer is whole for HTTP and half for who reads it"),
        new(Trouble.Stale, "stale", "answered as the same question was answered the last time", met => met is { IsRead: true, IsRepeated: true }),
        new(Trouble.StaleForLong, "stale for long", "this question and the next four like it are answered as it was the last time", met => met is { IsRead: true, IsRepeated: true }),
        new(Trouble.Late, "overtaken", "the connection ends; it is done when two later requests have been answered", met => !met.IsRead),
        Any(Trouble.Outage, "outage", "from here on every connection is cut, until the rollout has ended"),
        Any(Trouble.KilledBefore, "killed before", "the controller is gone before it is done, and another one resumes the rollout"),
        Any(Trouble.KilledAfter, "killed after", "the controller is gone when it is done, and another one resumes the rollout"),
    ];

    public bool Kills => Trouble is Trouble.KilledBefore or Trouble.KilledAfter;

    private static TroubleKind Any(Trouble trouble, string name, string what) => new(trouble, name, what, _ => true);

    private static TroubleKind Sent(Trouble trouble, string name, string what) => new(trouble, name, what, met => met.Bytes >= LeastUpload);
}
