using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Chimera.Engine;
using Chimera.Engine.Validation;
using Chimera.Sites.Publishing.Live;
using Chimera.Sites.Watching.Causes;
using Chimera.Sites.Watching.Forecasting;
using Chimera.Sites.Watching.Tls;

namespace Chimera.Sites.Watching;

/// <summary>Watches a live site against what was foreseen of it: look after look, until it is told to end.</summary>
public sealed class SiteWatch
{
    private const string Release = "the release's certificate";

    private readonly TimeProvider _time;
    private readonly Examiner _examiner;
    private readonly WatchSubject _subject;
    private readonly WatchSchedule _schedule;
    private readonly LookRotation _rotation;
    private readonly FailureForecaster _forecaster;
    private readonly DriftBook _book = new();
    private readonly LookSeries _series = new();
    private readonly long _start;
    private readonly TlsMemory _tls = new();
    private int _looks;
    private bool _soon;

    /// <param name="earlier">What earlier watches of the site counted.</param>
    public SiteWatch(
        WatchSubject subject, LiveCheck check, TlsReading tls, FailureTally earlier, TimeSpan every, TimeProvider time, IChance chance)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(time);
        (_time, _subject, _rotation) = (time, subject, subject.Foreseen.Rotation);
        var additions = HeaderAdditions.Of(subject.Platform, _rotation.All.Select(answer => answer.Foreseen));
        _examiner = new Examiner(subject.Address, subject.Name, additions, check, tls);
        _schedule = new WatchSchedule(every, chance);
        _forecaster = new FailureForecaster(earlier);
        _start = time.GetTimestamp();
    }

    /// <summary>How many answers are watched.</summary>
    public int Watched => _rotation.Count;

    /// <summary>Within how many looks each of them is asked for.</summary>
    public int Within => _rotation.Within;

    /// <summary>How many answers cannot be seen from outside.</summary>
    public int Unseen => _subject.Foreseen.Unseen;

    /// <summary>Everything that is wrong and was told.</summary>
    public IReadOnlyCollection<Concern> Known => _book.Known;

    /// <summary>Looks, and waits between two looks. Cancelling ends it: a look that is not finished counts for nothing.</summary>
    public async IAsyncEnumerable<Look> RunAsync(WatchLimits limits, [EnumeratorCancellation] CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(limits);
        while (await LookAsync(cancel) is { } look)
        {
            yield return look;
            if ((!_soon && Ends(look, limits)) || !await WaitAsync(_soon ? WatchSchedule.Soon : look.Wait, cancel))
            {
                yield break;
            }

            _soon = false;
        }
    }

    /// <summary>There is a next look, and it begins within seconds: somebody acted on the last one.</summary>
    public void LookSoon() => _soon = true;

    private bool Ends(Look look, WatchLimits limits) => look.State switch
    {
        // Whether it is a failure is known one look later.
        LookState.Suspect => false,
        LookState.Failing when limits.EndsOnFailure => true,
        _ => limits.Once || (limits.For is { } limit && _time.GetElapsedTime(_start) + look.Wait > limit),
    };

    /// <returns>Null when it was cancelled.</returns>
    private async Task<Look?> LookAsync(CancellationToken cancel)
    {
        var began = _time.GetTimestamp();
        var at = _time.GetUtcNow();
        try
        {
            cancel.ThrowIfCancellationRequested();
            var asked = _rotation.Next(_book.Subjects);
            var examined = await _examiner.ExamineAsync(asked, cancel);
            var standing = _subject.Standing is null ? null : await _subject.Standing.LookAsync(cancel);
            var news = _book.Fold(
                standing is null ? examined.Concerns : examined.Concerns.Append(OfRelease(standing)),
                (subject, kind) => subject == Release || examined.Judged(subject, kind));
            var cause = await CauseAsync(asked, examined, news, cancel);
            return Told(at, examined, news, cause, _time.GetElapsedTime(began));
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return null;
        }
    }

    private static Concern OfRelease(Finding standing) =>
        new(Release, standing.Severity == Severity.Error ? ConcernKind.Release : ConcernKind.ReleaseEnded, standing);

    private Look Told(DateTimeOffset at, Examined examined, DriftNews news, Cause? cause, TimeSpan took)
    {
        var times = ResponseTimes.Of(examined.Results.Select(result => result.Answer?.Took).OfType<TimeSpan>());
        var failed = Examiner.FailedShare(examined);
        _series.Add(_time.GetElapsedTime(_start), times, failed);
        var state = _book.State;
        return new Look(
            ++_looks, at, state, examined.Results.Length,
            examined.Results.Count(result => result.Answer is null || result.Differences.Length > 0), failed,
            news.Began, news.Ended, news.Suspected, _book.Known.Count, times, _series.Latency, _series.Errors, examined.Tls, _tls.See(examined.Tls), cause,
            _forecaster.Observe(examined.Concerns.Any(concern => concern.Finding.Severity == Severity.Error)), _forecaster.Tally,
            _schedule.After(state, took));
    }

    private async Task<Cause?> CauseAsync(ImmutableArray<WatchedAnswer> asked, Examined examined, DriftNews news, CancellationToken cancel)
    {
        var subjects = news.Began.Where(concern => concern.Kind is ConcernKind.Status or ConcernKind.Location or ConcernKind.Content or ConcernKind.Header)
            .Select(concern => concern.Subject).ToHashSet(StringComparer.Ordinal);
        return subjects.Count == 0 ? null : await _subject.Attribution.OfAsync(
            [.. asked.Zip(examined.Results).Where(pair => subjects.Contains(pair.First.Subject)).Select(pair => pair.Second)], cancel);
    }

    /// <returns>False when it was cancelled.</returns>
    private async Task<bool> WaitAsync(TimeSpan wait, CancellationToken cancel)
    {
        try
        {
            await Task.Delay(wait, _time, cancel);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
