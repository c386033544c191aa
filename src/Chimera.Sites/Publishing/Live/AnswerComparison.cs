using Chimera.Sites.Certification;
using Chimera.Sites.Requests;

namespace Chimera.Sites.Publishing.Live;

/// <summary>Holds a live answer against the foreseen one.</summary>
internal static class AnswerComparison
{
    /// <summary>Whether the answer can be seen from outside, by somebody who asks the site at its own address.</summary>
    public static bool CanBeAsked(ForeseenAnswer foreseen) =>
        foreseen.Response.By is not (ServedBy.Proxy or ServedBy.Function)
        && foreseen.Request.Host == SiteRequest.Get("/").Host
        && foreseen.Response.Rule?.Conditions.All(condition => condition.Name is "Language" or "Cookie") != false;

    /// <summary>What differs, one line each; empty when nothing does.</summary>
    /// <param name="asked">Where it was asked.</param>
    /// <param name="led">Where a foreseen location leads.</param>
    public static IEnumerable<LiveDifference> Differences(ForeseenAnswer foreseen, LiveAnswer live, Uri asked, Func<string, Uri> led, HeaderAdditions additions)
    {
        if (live.Status != foreseen.Response.Status)
        {
            yield return new(LiveDifferenceKind.Status, $"answers {live.Status}, not {foreseen.Response.Status}");
            yield break;
        }

        if (foreseen.Response.Location is { } location && (live.Location is null || live.Location.AbsoluteUri != led(location).AbsoluteUri))
        {
            yield return new(LiveDifferenceKind.Location, $"leads to {live.Location?.ToString() ?? "nowhere"}, not to {led(location)}");
        }

        if (foreseen.Body is { } body && live.Body != body)
        {
            yield return new(LiveDifferenceKind.Content, $"does not send the bytes of {foreseen.BodyPath}");
        }

        foreach (var header in foreseen.Response.Headers.GroupBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase))
        {
            var expected = string.Join(", ", header.Select(pair => pair.Value));
            var sent = live.Headers.GetValueOrDefault(header.Key.ToLowerInvariant());
            if (sent is null || !Same(sent, expected))
            {
                yield return new(
                    LiveDifferenceKind.Header, sent is null ? $"does not send the header {header.Key}" : $"sends {header.Key}: {sent}, not {expected}");
            }
        }

        foreach (var added in additions.Differences(foreseen, live, asked))
        {
            yield return added;
        }
    }

    // White space after a comma means nothing (RFC 9110, 5.6.1).
    private static bool Same(string one, string other) =>
        one.Split(',', StringSplitOptions.TrimEntries).SequenceEqual(other.Split(',', StringSplitOptions.TrimEntries));
}
