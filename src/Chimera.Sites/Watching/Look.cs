using System.Collections.Immutable;
using Chimera.Sites.Watching.Causes;
using Chimera.Sites.Watching.Forecasting;
using Chimera.Sites.Watching.Tls;

namespace Chimera.Sites.Watching;

/// <summary>One look at a live site, and what it changed in what is known of it.</summary>
/// <param name="Number">From one.</param>
/// <param name="Asked">How many requests were sent.</param>
/// <param name="Wrong">How many of their answers were not as foreseen, or did not come.</param>
/// <param name="Failed">The share of requests that were not answered, or by an error of the server.</param>
/// <param name="Began">What is wrong from now on; told once.</param>
/// <param name="Ended">What is right again.</param>
/// <param name="Suspected">What is wrong for the first time.</param>
/// <param name="Known">How much is wrong that was told, warnings included.</param>
/// <param name="Times">Null when nothing was answered.</param>
/// <param name="Latency">Of the median answer, in milliseconds an hour; null inside its noise.</param>
/// <param name="Errors">Of the share of failed requests, an hour; null inside its noise.</param>
/// <param name="Replaced">The TLS certificate is another than in the look before; null when it is not.</param>
/// <param name="Cause">Of what began; null when nothing did that could have one.</param>
/// <param name="Tally">What this watch counted so far.</param>
/// <param name="Wait">How long until the next look.</param>
public sealed record Look(
    int Number,
    DateTimeOffset At,
    LookState State,
    int Asked,
    int Wrong,
    double Failed,
    ImmutableArray<Concern> Began,
    ImmutableArray<Concern> Ended,
    ImmutableArray<Concern> Suspected,
    int Known,
    ResponseTimes? Times,
    Trend? Latency,
    Trend? Errors,
    TlsSight Tls,
    TlsReplacement? Replaced,
    Cause? Cause,
    FailureForecast Forecast,
    FailureTally Tally,
    TimeSpan Wait);
