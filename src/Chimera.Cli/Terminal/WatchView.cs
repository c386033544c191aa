using System.Collections.Immutable;
using Chimera.Engine.Truth.Documents;
using Chimera.Sites.Watching;
using Chimera.Sites.Watching.Forecasting;

namespace Chimera.Cli.Terminal;

/// <summary>Shows a watch: a line for each look on stdout; as text, what began and ended on stderr.</summary>
internal sealed class WatchView(OutputFormat format, Streams streams)
{
    private const int MostTold = 10;

    public void Say(string text) => streams.Err.WriteLine(text);

    public void Begin(Uri url, SiteWatch watch) => Say(
        $"watching {url}: {watch.Watched} answers, each within {watch.Within} {(watch.Within == 1 ? "look" : "looks")}"
        + (watch.Unseen > 0 ? $"; {watch.Unseen} cannot be seen from here" : ""));

    public void Write(Look look)
    {
        streams.Out.WriteLine(format == OutputFormat.Json ? WatchDocument.Of(look).ToLine() : WatchText.Of(look));
        if (format == OutputFormat.Text)
        {
            FindingText.WriteAll(look.Began.Take(MostTold).Select(concern => concern.Finding), streams.Err);
            More(look.Began, "went wrong");
            if (look.Cause is { } cause)
            {
                Say(FindingText.OneLine(WatchText.Of(cause)));
            }

            foreach (var concern in look.Ended.Take(MostTold))
            {
                Say(FindingText.OneLine($"right again: {concern.Subject} [{concern.Finding.Code}]"));
            }

            More(look.Ended, "are right again");
        }
    }

    public void End(Uri url, Look? last)
    {
        var forecasts = last?.Forecast switch
        {
            FailureForecast.Said { Past: { Brier: { } brier, OfBaseRate: { } ofBaseRate } past } =>
                $"; {past.Forecasts} forecasts, Brier score {brier:0.0000} against {ofBaseRate:0.0000} of the base rate",
            FailureForecast.TooLittle little => $"; no forecast: {little.Looks} of {little.Needed} looks that it takes",
            _ => "",
        };
        Say(last is null ? $"no look at {url} was finished"
            : $"watched {url}: {last.Number} looks, {WatchEvents.StateName(last.State)} in the end{forecasts}");
    }

    private void More(ImmutableArray<Concern> concerns, string what)
    {
        if (concerns.Length > MostTold)
        {
            Say($"{concerns.Length - MostTold} more {what}");
        }
    }
}
