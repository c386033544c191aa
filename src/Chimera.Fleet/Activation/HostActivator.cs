using Chimera.Engine.Discovery;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Validation;
using Chimera.Fleet.Hosts;

namespace Chimera.Fleet.Activation;

/// <summary>
/// Takes one profile of one host through a trial (<c>docs/activation.md</c>). The host's own supervisor decides; this
/// tells it what is wanted and reads what became of it. Every call may be repeated without harm.
/// </summary>
/// <param name="profile">The profile that holds the generations, an absolute path.</param>
public sealed class HostActivator(IHostChannel channel, string profile, ActivationLimits limits)
{
    /// <summary>One look; changes nothing.</summary>
    public Task<Sighting> ObserveAsync(CancellationToken cancel) => LookAsync(new HostCall("observe", [profile], limits.Answer), cancel);

    /// <summary>The same, cheaper where the host is at that generation and nothing is under way: then what else it holds is not told.</summary>
    public Task<Sighting> LookAgainAsync(GenerationId? at, CancellationToken cancel) =>
        LookAsync(new HostCall("look", [profile, Generation(at)], limits.Answer), cancel);

    private async Task<Sighting> LookAsync(HostCall call, CancellationToken cancel) =>
        await channel.CallAsync(call, cancel) switch
        {
            HostReply.Finished { ExitCode: 0 } finished =>
                (Sighting?)SightingReader.Read(finished.Output) ?? new Sighting.Unseen(HostFailures.BadReply(call.Operation, finished.Output)),
            HostReply.Finished failed => new Sighting.Unseen(HostFailures.Failed(call.Operation, failed)),
            HostReply.Unreachable unreachable => new Sighting.Unseen(unreachable.Why),
            HostReply.Broken broken => new Sighting.Unseen(broken.Why),
            _ => throw new InvalidOperationException("no such host reply"),
        };

    /// <summary>
    /// Protects both generations from collection and makes a place for the trial. Refused as <c>activation.awaited</c> when all is
    /// done but the new generation is not there yet.
    /// </summary>
    public async Task<Reply> PrepareAsync(Order order, IProgress<string> progress, CancellationToken cancel) =>
        await PrepareOrAwaitAsync(order, progress, cancel) is Preparation.Answered answered
            ? answered.Reply
            : new Reply.Refused(Refusals.Awaited);

    /// <summary>The same, and tells how what is not there can be brought.</summary>
    internal async Task<Preparation> PrepareOrAwaitAsync(Order order, IProgress<string> progress, CancellationToken cancel)
    {
        TrialState.Awaited? awaited = null;
        var call = new HostCall(
            "prepare",
            [profile, order.Rollout.Value, Generation(order.Step.From), order.Step.To.Value],
            limits.Answer,
            OnLine: progress.Report);
        var reply = await CallAsync(call, Read, cancel);
        // Nothing that runs is changed, so a call that broke off changed nothing either.
        return awaited is not null
            ? new Preparation.Awaited(awaited.Daemon)
            : new Preparation.Answered(reply is Reply.Lost lost ? new Reply.Unreachable(lost.Why) : reply);

        Reply? Read(TrialState state)
        {
            awaited = state as TrialState.Awaited;
            return state is TrialState.Prepared ? new Reply.Done() : null;
        }
    }

    /// <summary>Takes hold of the host and activates the new generation on trial; done when it is live and its supervisor waits for the verdict.</summary>
    public Task<Reply> ApplyAsync(Order order, IProgress<string> progress, CancellationToken cancel)
    {
        var call = new HostCall(
            "arm",
            [
                profile, order.Rollout.Value, Printable.Line(order.Holder), Generation(order.Step.From), order.Step.To.Value,
                Seconds(order.Window), Seconds(limits.Activation),
            ],
            order.Window + limits.Activation + limits.Answer,
            OnLine: progress.Report);
        return CallAsync(call, static state => state is TrialState.OnTrial or TrialState.Committed ? new Reply.Done() : null, cancel);
    }

    /// <summary>Makes the generation on trial permanent. Reverted when the deadline was first.</summary>
    public Task<Reply> CommitAsync(Order order, CancellationToken cancel) => CallAsync(
        new HostCall("commit", [profile, order.Rollout.Value], (2 * limits.Activation) + limits.Answer),
        static state => state is TrialState.Committed ? new Reply.Done() : null,
        cancel);

    /// <summary>Back to the step's From: from a trial, or at once from a commit of whichever rollout made it so. Nothing is sent.</summary>
    public Task<Reply> RevertAsync(Order order, CancellationToken cancel) => CallAndReadAsync(
        new HostCall(
            "revert",
            [
                profile, order.Rollout.Value, Printable.Line(order.Holder), Generation(order.Step.From), order.Step.To.Value,
                Seconds(limits.Activation),
            ],
            (2 * limits.Activation) + limits.Answer),
        static output => WayBack.Read(output) switch
        {
            null => null,
            { State: TrialState.Reverted { Clean: true } } back => new Reply.Done(back.Seen),
            { State: var state } => Otherwise("revert", state),
        },
        cancel);

    /// <summary>Ends what was interrupted on the profile: a commit that was begun is finished, anything else is reverted. Done when nothing was open.</summary>
    public Task<Reply> SettleAsync(CancellationToken cancel) => CallAsync(
        new HostCall("settle", [profile], (2 * limits.Activation) + limits.Answer),
        static state => state is TrialState.Unknown or TrialState.Committed or TrialState.OnTrial ? new Reply.Done() : null,
        cancel);

    private Task<Reply> CallAsync(HostCall call, Func<TrialState, Reply?> wanted, CancellationToken cancel) => CallAndReadAsync(
        call,
        output => TrialState.Read(output) is { } state ? wanted(state) ?? Otherwise(call.Operation, state) : null,
        cancel);

    /// <param name="read">Null for an answer that is none of ours.</param>
    private async Task<Reply> CallAndReadAsync(HostCall call, Func<string, Reply?> read, CancellationToken cancel)
    {
        switch (await channel.CallAsync(call, cancel))
        {
            case HostReply.Finished { ExitCode: 0 } finished:
                return read(finished.Output) ?? new Reply.Lost(HostFailures.BadReply(call.Operation, finished.Output));
            case HostReply.Finished failed:
                return new Reply.Lost(HostFailures.Failed(call.Operation, failed));
            case HostReply.Unreachable unreachable:
                return new Reply.Unreachable(unreachable.Why);
            case HostReply.Broken broken:
                return new Reply.Lost(broken.Why);
            default:
                throw new InvalidOperationException("no such host reply");
        }
    }

    private static Reply Otherwise(string operation, TrialState state) => state switch
    {
        TrialState.Reverted reverted => new Reply.Reverted(reverted.Why) { Withdrawn = reverted.Why.Code == Reversions.WithdrawnCode },
        TrialState.Refused refused => new Reply.Refused(refused.Why),
        TrialState.Awaited => new Reply.Refused(Refusals.Awaited),
        TrialState.Unknown => new Reply.Refused(HostFailures.UnknownRollout),
        _ => new Reply.Lost(HostFailures.Unexpected(operation, state)),
    };

    private static string Generation(GenerationId? generation) => generation?.Value ?? "-";

    /// <summary>Whole seconds, rounded up: a shell counts no others.</summary>
    private static string Seconds(TimeSpan time) => ((long)Math.Ceiling(time.TotalSeconds)).ToString();
}
