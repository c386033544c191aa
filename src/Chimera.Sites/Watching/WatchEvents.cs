using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Chimera.Engine.Record;
using Chimera.Engine.Validation;
using Chimera.Sites.Platforms;
using Chimera.Sites.Watching.Causes;
using Chimera.Sites.Watching.Forecasting;
using Chimera.Sites.Watching.Tls;

namespace Chimera.Sites.Watching;

/// <summary>
/// What the record is told of one watch, and what earlier watches of the same site told it. Looks are not recorded, only what they changed.
/// </summary>
/// <param name="watch">Tells this watch from all others.</param>
public sealed class WatchEvents(string watch, string site, Platform platform, Uri url)
{
    private const string Stream = "watch";
    private const int MostNamed = 10;
    private const int MostRead = 1000;

    private static readonly string[] Types = [EventTypes.WatchStarted, EventTypes.DriftFound, EventTypes.DriftEnded, EventTypes.WatchEnded];

    // A query may hold what is nobody's business.
    private string Address => url.GetLeftPart(UriPartial.Path);

    /// <summary>What earlier watches of this site counted, as far as the record goes back.</summary>
    public async Task<FailureTally> EarlierAsync(IHistory history, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(history);
        var latest = (await history.LatestAsync(Types, MostRead, cancel)).Where(IsOfThisSite).DistinctBy(told => told.Data["watch"]?.ToJsonString());
        return latest.Aggregate(FailureTally.Nothing, (sum, told) => sum + TallyDocument.Read(told.Data["tally"]));
    }

    public DomainEvent Started(int watched, int within, string? certificate) => Told(EventTypes.WatchStarted, new JsonObject
    {
        ["watched"] = watched, ["within"] = within, ["certificate"] = certificate,
    });

    /// <summary>What a look changed, in one event for what began and one for what ended.</summary>
    public IEnumerable<DomainEvent> Changes(Look look)
    {
        ArgumentNullException.ThrowIfNull(look);
        if (look.Began.Length > 0)
        {
            var found = Told(EventTypes.DriftFound, Changed(look, look.Began));
            found.Data["cause"] = look.Cause is { } cause ? CauseDocument.Write(cause) : null;
            yield return found;
        }

        if (look.Replaced is { } replaced)
        {
            yield return Replaced(replaced);
        }

        if (look.Ended.Length > 0)
        {
            yield return Told(EventTypes.DriftEnded, Changed(look, look.Ended));
        }
    }

    /// <summary>The site shows another TLS certificate, whether it is a good one or not.</summary>
    private DomainEvent Replaced(TlsReplacement replaced)
    {
        return Told(EventTypes.TlsReplaced, new JsonObject
        {
            ["fingerprint"] = replaced.Fingerprint,
            ["was_until"] = replaced.Was.UtcDateTime.ToString("O"),
            ["until"] = replaced.Expires.UtcDateTime.ToString("O"),
        });
    }

    /// <param name="last">Null when no look was finished.</param>
    public DomainEvent Ended(Look? last) => Told(EventTypes.WatchEnded, new JsonObject
    {
        ["looks"] = last?.Number ?? 0,
        ["state"] = last is null ? null : StateName(last.State),
        ["tally"] = TallyDocument.Write(last?.Tally ?? FailureTally.Nothing),
    });

    /// <summary>How a state is written everywhere.</summary>
    public static string StateName(LookState state) => state switch
    {
        LookState.Right => "right", LookState.Suspect => "suspect", _ => "failing",
    };

    private static JsonObject Changed(Look look, ImmutableArray<Concern> concerns) => new()
    {
        ["look"] = look.Number,
        ["count"] = concerns.Length,
        ["concerns"] = new JsonArray([.. concerns.Take(MostNamed).Select(concern => FindingDocument.Write(concern.Finding))]),
        ["tally"] = TallyDocument.Write(look.Tally),
    };

    private bool IsOfThisSite(RecordedEvent told) =>
        told.Data["site"].TextOrNull() == site
        && told.Data["platform"].TextOrNull() == platform.Name() && told.Data["url"].TextOrNull() == Address;

    private DomainEvent Told(string type, JsonObject data)
    {
        (data["watch"], data["site"], data["platform"], data["url"]) = (watch, site, platform.Name(), Address);
        return new DomainEvent(Stream, type, data);
    }
}
