using System.Collections.Immutable;
using Chimera.Cli.Composition;
using Chimera.Engine.Truth.Documents;
using Chimera.Engine.Validation;
using Chimera.Sites.Watching;
using Chimera.Sites.Watching.Forecasting;

namespace Chimera.Cli.Terminal;

/// <summary>Shows a watch: a line for each look on stdout; as text, what began and ended on stderr.</summary>
/// <param name="several">Whether each line says of which place it is.</param>
internal sealed class WatchView(OutputFormat format, Streams streams, bool several)
{
    private const int MostTold = 10;

    public void Say(string text) => streams.Err.WriteLine(text);

    public void Begin(WatchedPlace place, SiteWatch watch) => Say(
        $"watching {NameOf(place)}: {watch.Watched} answers, each within {watch.Within} {(watch.Within == 1 ? "look" : "looks")}"
        + (watch.Unseen > 0 ? $"; {watch.Unseen} cannot be seen from here" : ""));

    public void Write(WatchedPlace place, Look look)
    {
        streams.Out.WriteLine(format == OutputFormat.Json ? WatchDocument.Of(place, look).ToLine() : LabelOf(place) + WatchText.Of(look));
        if (format == OutputFormat.Text)
        {
            if (look.Replaced is { } replaced)
            {
                Say($"{NameOf(place)} shows another TLS certificate: it ends at {replaced.Expires:u}; the one before, at {replaced.Was:u}");
            }

            FindingText.WriteAll(look.Began.Take(MostTold).Select(concern => At(place, concern.Finding)), streams.Err);
            More(look.Began, "went wrong");
            if (look.Cause is { } cause)
            {
                Say(FindingText.OneLine(LabelOf(place) + WatchText.Of(cause)));
            }

            foreach (var concern in look.Ended.Take(MostTold))
            {
                Say(FindingText.OneLine($"{LabelOf(place)}right again: {concern.Subject} [{concern.Finding.Code}]"));
            }

            More(look.Ended, "are right again");
        }
    }

    public void Healing(WatchedPlace place) => Say($"{place.Label} fails: looking whether it can be healed");

    public void Healed(WatchedPlace place, HealResult result)
    {
        switch (result)
        {
            case HealResult.Healed healed:
                Say($"{place.Label} is healed: {place.Release!.Value.Generation} is live again, by rollout {healed.Rollout}");
                break;
            case HealResult.Failed failed:
                FindingText.WriteAll([At(place, failed.Why) with { Message = $"healing failed in rollout {failed.Rollout}: {failed.Why.Message}" }], streams.Err);
                break;
            case HealResult.Declined declined:
                FindingText.WriteAll([At(place, declined.Why) with { Message = $"not healed: {declined.Why.Message}" }], streams.Err);
                break;
            case HealResult.NotYet:
                Say($"{place.Label} is not healed now: somebody else deploys, or it was healed a short while ago");
                break;
        }
    }

    /// <param name="place">With the release that was deployed meanwhile.</param>
    public void Renewed(WatchedPlace place) => Say($"{place.Label} was deployed: {place.Release!.Value.Generation} is watched from now on");

    public void End(WatchedPlace place, Look? last)
    {
        var forecasts = last?.Forecast is FailureForecast.TooLittle little ? $"; no forecast: {little.Looks} of {little.Needed} looks that it takes" : "";
        Say(last is null ? $"no look at {NameOf(place)} was finished"
            : $"watched {NameOf(place)}: {last.Number} looks, {WatchEvents.StateName(last.State)} in the end{forecasts}");
    }

    private static string NameOf(WatchedPlace place) =>
        place.Release is null ? place.Subject.Address.ToString() : $"{place.Label} at {place.Subject.Address}";

    private static Finding At(WatchedPlace place, Finding finding) => place.Release is { } release ? finding with { Target = release.Target.Id } : finding;

    private string LabelOf(WatchedPlace place) => several ? $"{place.Label}  " : "";

    private void More(ImmutableArray<Concern> concerns, string what)
    {
        if (concerns.Length > MostTold)
        {
            Say($"{concerns.Length - MostTold} more {what}");
        }
    }
}
