using Chimera.Engine.Discovery;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Truth;
using Chimera.Engine.Validation;
using Chimera.Sites.Platforms;
using Chimera.Sites.Publishing.Http;
using Chimera.Sites.Publishing.Live;
using Chimera.Sites.Watching.Causes;

namespace Chimera.Sites.Publishing;

/// <summary>
/// Publishes one site on a platform with an API. Nothing there goes back by itself, so a mark is left before a release is shown, and whoever finds it finishes.
/// The states are in <c>docs/publishing.md</c>.
/// </summary>
/// <param name="address">Where visitors find the site; null for what the platform says.</param>
internal sealed class CloudPublisher(
    TargetId target, Platform platform, IDeploys deploys, TrialMarks marks, LiveCheck live, Uri? address, TimeProvider time) : IPublisher, ISitePlace
{
    // About twenty seconds.
    private const int MostLooks = 6;

    private static readonly TimeSpan StillKnown = TimeSpan.FromSeconds(10);

    // What this process has begun is on trial; what another began and did not end was cut off.
    private RolloutId? _mine;

    // What the platform was last known to show here; null while nothing is.
    private GenerationId? _shown;

    // The latest answers, each of use once: what was observed, and what the platform said when it was told to show a release.
    private (DeploysLook.Seen Look, long At)? _observed;
    private (DeploysLook.Seen Look, RolloutId Of)? _answered;

    public async Task<Sighting> ObserveAsync(CancellationToken cancel)
    {
        _observed = null;
        switch (await deploys.LiveAsync(cancel))
        {
            case DeploysLook.Seen seen:
                _observed = (seen, time.GetTimestamp());
                return Seen(seen);
            case DeploysLook.Unseen unseen:
                return new Sighting.Unseen(At(unseen.Why));
            default:
                throw new InvalidOperationException("no such look");
        }
    }

    /// <summary>What the plan was made from is not asked again at once: preparing shows nothing, and the platform is asked before anything is shown.</summary>
    public async Task<Sighting> LookAgainAsync(CancellationToken cancel)
    {
        var known = _observed;
        _observed = null;
        return known is { } observed && time.GetElapsedTime(observed.At) <= StillKnown ? Seen(observed.Look) : await ObserveAsync(cancel);
    }

    public async Task<Reply> PrepareAsync(Order order, Release? release, IProgress<string> progress, CancellationToken cancel)
    {
        if (release is not null)
        {
            var staged = await deploys.StageAsync(release, progress, cancel);
            // A first release cannot be taken back, so it is looked at before anybody sees it, where the platform can do that.
            return staged is Reply.Done && order.Step.From is null && deploys.Staged(release.Generation) is { Address: not null } draft
                && await AskAsync(draft, order.Step, release, progress, cancel) is DraftOutcome.Failed { Why: var why }
                ? new Reply.Refused(why)
                : staged;
        }

        return await deploys.LookAsync(cancel) switch
        {
            DeploysLook.Seen seen when seen.Available.Any(deploy => deploy.State == order.Step.To) => new Reply.Done(),
            DeploysLook.Seen => new Reply.Refused(At(Finding.Error(
                "sites.release-gone", $"the platform no longer has {order.Step.To}, and its files are not at hand", "check its commit out and deploy it anew"))),
            DeploysLook.Unseen unseen => new Reply.Unreachable(At(unseen.Why)),
            _ => throw new InvalidOperationException("no such look"),
        };
    }

    public async Task<DraftOutcome> DraftAsync(Step step, Release release, IProgress<string> progress, CancellationToken cancel) =>
        await deploys.StageAsync(release, progress, cancel) is var reply and not Reply.Done
            ? new DraftOutcome.Failed(At(Replies.WhyOf(reply)), Address: null)
            : deploys.Staged(release.Generation) is { Address: not null } draft
            ? await AskAsync(draft, step, release, progress, cancel)
            : DraftOutcome.NotHidden(step.Id);

    public async Task<Reply> ApplyAsync(Order order, IProgress<string> progress, CancellationToken cancel)
    {
        var look = await deploys.LiveAsync(cancel);
        if (look is not DeploysLook.Seen now)
        {
            return new Reply.Unreachable(At(((DeploysLook.Unseen)look).Why));
        }

        if (!Belongs(now.Live?.State, order.Step))
        {
            return new Reply.Refused(At(Replaced(now.Live?.State)));
        }

        marks.Write(target, new TrialMark(order.Rollout, order.Step.From, order.Step.To, order.Holder));
        _mine = order.Rollout;
        // From now on it may be shown, whatever is answered.
        _shown = order.Step.To;
        var shown = await deploys.ShowAsync(order.Step.To, now, cancel);
        _answered = shown is { Reply: Reply.Done, Now: { } said } ? (said, order.Rollout) : null;
        if (shown.Reply is Reply.Refused or Reply.Unreachable)
        {
            marks.Remove(target);
            _shown = null;
        }

        return shown.Reply;
    }

    public async Task<Health> VerifyAsync(Order order, Dossier dossier, CancellationToken cancel)
    {
        var said = _answered is { } answered && answered.Of == order.Rollout ? answered.Look : null;
        _answered = null;
        switch (said ?? await SteadyAsync(cancel))
        {
            case DeploysLook.Unseen unseen:
                return new Health.Unhealthy(At(unseen.Why), Answered: false);
            case DeploysLook.Seen seen when seen.Live?.State != order.Step.To:
                return new Health.Gone(At(Replaced(seen.Live?.State)));
            case DeploysLook.Seen seen:
                var report = await live.RunAsync(address ?? seen.Address, platform, dossier.Answers, cancel);
                return report.Verdict(target);
            default:
                throw new InvalidOperationException("no such look");
        }
    }

    public async Task<Reply> CommitAsync(Order order, CancellationToken cancel)
    {
        switch (await SteadyAsync(cancel))
        {
            case DeploysLook.Unseen unseen:
                return new Reply.Unreachable(At(unseen.Why));
            case DeploysLook.Seen seen when seen.Live?.State == order.Step.To:
                marks.Remove(target);
                return new Reply.Done();
            case DeploysLook.Seen seen:
                return new Reply.Reverted(At(Replaced(seen.Live?.State))) { Withdrawn = true };
            default:
                throw new InvalidOperationException("no such look");
        }
    }

    public async Task<Reply> RevertAsync(Order order, CancellationToken cancel)
    {
        if (marks.Read(target) is { } mark && mark.Rollout == order.Rollout)
        {
            // Whoever was cut off may have shown it.
            _shown ??= mark.To;
        }

        _answered = null;
        if (await SteadyAsync(cancel) is not DeploysLook.Seen seen)
        {
            return new Reply.Unreachable(At(Finding.Error("sites.unseen", "the platform does not say what it shows")));
        }

        var now = seen.Live?.State;
        if (!Belongs(now, order.Step))
        {
            return new Reply.Refused(At(Replaced(now)));
        }

        if (now != order.Step.From)
        {
            if (order.Step.From is not { } from)
            {
                return new Reply.Refused(At(Finding.Error(
                    "sites.nothing-before", "nothing was published before this, and a platform cannot be made to show nothing", "deploy something that answers as foreseen")))
                {
                    ForGood = true,
                };
            }

            if ((await deploys.ShowAsync(from, seen, cancel)).Reply is var shown and not Reply.Done)
            {
                return shown;
            }

            _shown = from;
        }

        marks.Remove(target);
        return new Reply.Done();
    }

    public async Task<SiteLocation> LocateAsync(CancellationToken cancel) => address is not null ? new SiteLocation.At(address, Name: null)
        : await deploys.LiveAsync(cancel) switch
        {
            DeploysLook.Seen seen => new SiteLocation.At(seen.Address, Name: null),
            DeploysLook.Unseen unseen => new SiteLocation.Unknown(At(unseen.Why)),
            _ => throw new InvalidOperationException("no such look"),
        };

    public IWitness WitnessOf(GenerationId last) => new PlatformWitness(deploys, last);

    /// <summary>
    /// A platform's answers may be older than what it was told: one that says other than what was shown here is asked for again, a little later each time, and is
    /// believed when it stays so.
    /// </summary>
    private async Task<DeploysLook> SteadyAsync(CancellationToken cancel)
    {
        for (var look = 0; ; look++)
        {
            var seen = await deploys.LiveAsync(cancel);
            if (seen is not DeploysLook.Seen { Live: var live } || _shown is null || live?.State == _shown)
            {
                return seen;
            }

            if (look == MostLooks)
            {
                _shown = live?.State;
                return seen;
            }

            await Task.Delay(Pauses.BeforePoll(look), time, cancel);
        }
    }

    private Task<DraftOutcome> AskAsync(SiteDeploy draft, Step step, Release release, IProgress<string> progress, CancellationToken cancel)
    {
        progress.Report($"the draft is asked at {draft.Address}");
        return new DraftCheck(live, platform, time).RunAsync(target, draft, release.Answers, step.Target.Rollout.HealthyDeadline, cancel);
    }

    // What the plan was made from, what it leads to, and what was there when it was made though nobody kept it: a trial that was lost.
    private static bool Belongs(GenerationId? now, Step step) => now == step.From || now == step.To || now == step.Live;

    private Sighting.Seen Seen(DeploysLook.Seen seen)
    {
        var now = seen.Live?.State;
        var mark = marks.Read(target);
        var trial = mark is not null && mark.To == now && mark.From != now
            ? new Trial(mark.Rollout, mark.From, mark.To, mark.Rollout == _mine ? TrialPhase.OnTrial : TrialPhase.Interrupted, mark.Holder)
            : null;
        return new Sighting.Seen(now, trial is null ? now : trial.From, trial, [.. seen.Available.Select(deploy => deploy.State).Distinct()]);
    }

    private Finding At(Finding finding) => finding with { Target = target };

    private static Finding Replaced(GenerationId? now) => Finding.Error(
        "sites.replaced", $"somebody else published {now?.Value ?? "nothing"} meanwhile", "see the platform's list of deploys, and plan anew");
}
