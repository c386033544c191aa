using Chimera.Engine.Discovery;
using Chimera.Engine.Execution;
using Chimera.Engine.Planning;
using Chimera.Engine.Truth;
using Chimera.Engine.Validation;
using Chimera.Sites.Publishing.Live;
using Chimera.Sites.Watching.Causes;

namespace Chimera.Sites.Publishing;

/// <summary>
/// Publishes one site on a platform with an API. Nothing there goes back by itself, so a mark is left before a release is shown, and whoever finds it finishes.
/// The states are in <c>docs/publishing.md</c>.
/// </summary>
/// <param name="address">Where visitors find the site; null for what the platform says.</param>
internal sealed class CloudPublisher(TargetId target, IDeploys deploys, TrialMarks marks, LiveCheck live, Uri? address) : IPublisher, ISitePlace
{
    // What this process has begun is on trial; what another began and did not end was cut off.
    private RolloutId? _mine;

    public async Task<Sighting> ObserveAsync(CancellationToken cancel) => await deploys.LookAsync(cancel) switch
    {
        DeploysLook.Seen seen => Seen(seen),
        DeploysLook.Unseen unseen => new Sighting.Unseen(At(unseen.Why)),
        _ => throw new InvalidOperationException("no such look"),
    };

    public async Task<Reply> PrepareAsync(Order order, Release? release, IProgress<string> progress, CancellationToken cancel)
    {
        if (release is not null)
        {
            return await deploys.StageAsync(release, progress, cancel);
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

    public async Task<Reply> ApplyAsync(Order order, IProgress<string> progress, CancellationToken cancel)
    {
        switch (await deploys.LiveAsync(cancel))
        {
            case DeploysLook.Unseen unseen:
                return new Reply.Unreachable(At(unseen.Why));
            case DeploysLook.Seen seen when seen.Live?.State is var now && now != order.Step.From && now != order.Step.To:
                return new Reply.Refused(At(Replaced(now)));
        }

        marks.Write(target, new TrialMark(order.Rollout, order.Step.From, order.Step.To, order.Holder));
        _mine = order.Rollout;
        var shown = await deploys.ShowAsync(order.Step.To, cancel);
        if (shown is Reply.Refused or Reply.Unreachable)
        {
            marks.Remove(target);
        }

        return shown;
    }

    public async Task<Health> VerifyAsync(Order order, Dossier dossier, CancellationToken cancel)
    {
        switch (await deploys.LookAsync(cancel))
        {
            case DeploysLook.Unseen unseen:
                return new Health.Unhealthy(At(unseen.Why));
            case DeploysLook.Seen seen when seen.Live?.State != order.Step.To:
                return new Health.Gone(At(Replaced(seen.Live?.State)));
            case DeploysLook.Seen seen:
                var report = await live.RunAsync(address ?? seen.Address, dossier.Answers, cancel);
                return report.Verdict(target);
            default:
                throw new InvalidOperationException("no such look");
        }
    }

    public async Task<Reply> CommitAsync(Order order, CancellationToken cancel)
    {
        switch (await deploys.LookAsync(cancel))
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
        if (await deploys.LookAsync(cancel) is not DeploysLook.Seen seen)
        {
            return new Reply.Unreachable(At(Finding.Error("sites.unseen", "the platform does not say what it shows")));
        }

        var now = seen.Live?.State;
        if (now != order.Step.From && now != order.Step.To)
        {
            return new Reply.Refused(At(Replaced(now)));
        }

        if (now != order.Step.From)
        {
            if (order.Step.From is not { } from)
            {
                return new Reply.Refused(At(Finding.Error(
                    "sites.nothing-before", "nothing was published before this, and a platform cannot be made to show nothing", "deploy something that answers as foreseen")));
            }

            if (await deploys.ShowAsync(from, cancel) is var shown and not Reply.Done)
            {
                return shown;
            }
        }

        marks.Remove(target);
        return new Reply.Done();
    }

    public async Task<SiteLocation> LocateAsync(CancellationToken cancel) => address is not null ? new SiteLocation.At(address, Name: null)
        : await deploys.LookAsync(cancel) switch
        {
            DeploysLook.Seen seen => new SiteLocation.At(seen.Address, Name: null),
            DeploysLook.Unseen unseen => new SiteLocation.Unknown(At(unseen.Why)),
            _ => throw new InvalidOperationException("no such look"),
        };

    public IWitness WitnessOf(GenerationId last) => new PlatformWitness(deploys, last);

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
