using Chimera.Engine.Execution;
using Chimera.Sites.Publishing.Http;

namespace Chimera.Sites.Publishing;

/// <summary>Looks at something that takes its time, again and again, and not for ever.</summary>
internal static class Waiting
{
    /// <summary>Of something of which nothing is to be seen until it is over.</summary>
    public static Task<Reply> UntilAsync<T>(
        T state, Func<T, Task<Reply?>> judge, Func<T, Task<Asked<T>>> look, int most, Func<T, Reply> tooLong, Func<Reply, Reply> unseen,
        TimeProvider time, CancellationToken cancel)
        where T : class =>
        UntilAsync(state, judge, look, most, tooLong, unseen, _ => "", time, cancel);

    /// <param name="state">What is known of it now.</param>
    /// <param name="judge">What is to be replied; null while it is not over.</param>
    /// <param name="look">Asks the platform what has become of it.</param>
    /// <param name="most">How often; ten seconds each, in the end.</param>
    /// <param name="tooLong">What is replied when it does not end.</param>
    /// <param name="unseen">What is replied when it cannot be looked at.</param>
    /// <param name="stage">What it has come to; whenever that is something else, the next look is soon.</param>
    public static async Task<Reply> UntilAsync<T>(
        T state, Func<T, Task<Reply?>> judge, Func<T, Task<Asked<T>>> look, int most, Func<T, Reply> tooLong, Func<Reply, Reply> unseen,
        Func<T, string> stage, TimeProvider time, CancellationToken cancel)
        where T : class
    {
        for (var (poll, still) = (0, 0); poll < most; poll++)
        {
            if (await judge(state) is { } over)
            {
                return over;
            }

            await Task.Delay(Pauses.BeforePoll(still), time, cancel);
            var seen = await look(state);
            if (seen.Value is null)
            {
                return unseen(seen.Trouble!);
            }

            still = stage(seen.Value) == stage(state) ? still + 1 : 0;
            state = seen.Value;
        }

        return await judge(state) ?? tooLong(state);
    }
}
