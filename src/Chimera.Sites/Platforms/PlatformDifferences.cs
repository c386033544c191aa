using System.Collections.Immutable;
using Chimera.Sites.Platforms.Differences;

namespace Chimera.Sites.Platforms;

/// <summary>Asks several platforms the same requests of one site, and says what behaves differently where.</summary>
public static class PlatformDifferences
{
    /// <summary>How many pages are asked for when nothing else is said.</summary>
    public const int DefaultPages = 200;

    private const int MostExamples = 5;

    /// <param name="foresights">Of the same site, one for each platform.</param>
    /// <param name="pages">At most so many pages are asked for, each in up to four ways.</param>
    /// <exception cref="OperationCanceledException">The simulation's time is up.</exception>
    public static PlatformComparison Of(IReadOnlyList<Foresight> foresights, int pages = DefaultPages, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(foresights);
        ImmutableArray<Foresight> asked = [.. foresights.Where(foresight => !foresight.Broken)];
        ImmutableArray<Platform> leftOut = [.. foresights.Where(foresight => foresight.Broken).Select(foresight => foresight.Platform)];
        if (asked.Length < 2)
        {
            return new PlatformComparison([.. asked.Select(one => one.Platform)], leftOut, 0, []);
        }

        var samples = SampleRequests.Of(asked, pages);
        var basePaths = asked.Select(foresight => foresight.Facts.FirstOrDefault(fact => fact.Name == "base-path")?.Value ?? "").ToList();
        Dictionary<string, Group> groups = new(StringComparer.Ordinal);
        foreach (var sample in samples)
        {
            cancel.ThrowIfCancellationRequested();
            ImmutableArray<PlatformAnswer> answers = [
                .. asked.Select(foresight => new PlatformAnswer(foresight.Platform, foresight.Responder!.Respond(sample.Request)))];
            ImmutableArray<AnswerShape> shapes = [
                .. answers.Select((answer, index) => AnswerShape.Of(sample.Request, answer.Response, basePaths[index]))];
            if (CauseOf(sample, asked, answers, shapes) is not { } cause)
            {
                continue;
            }

            ImmutableArray<string> words = [.. shapes.Select(shape => cause == DifferenceCause.Headers ? HeaderWords(shape) : shape.Words)];
            var key = $"{cause}\n{string.Join('\n', words)}";
            if (!groups.TryGetValue(key, out var group))
            {
                groups.Add(key, group = new Group(cause, words));
            }

            group.Add(new PlatformDifference(sample.Request, answers));
        }

        return new PlatformComparison(
            [.. asked.Select(one => one.Platform)], leftOut, samples.Length,
            [.. groups.Values.OrderBy(group => group.Cause).ThenByDescending(group => group.Count).Select(group => group.Close())]);
    }

    /// <returns>Null when nothing differs.</returns>
    private static DifferenceCause? CauseOf(
        SampleRequest sample, ImmutableArray<Foresight> asked, ImmutableArray<PlatformAnswer> answers, ImmutableArray<AnswerShape> shapes)
    {
        if (shapes.All(shapes[0].IsSameAs))
        {
            return shapes.All(shape => shape.Headers == shapes[0].Headers) ? null : DifferenceCause.Headers;
        }

        if (answers.Any(answer => answer.Response.Rule is not null))
        {
            return asked.Any(foresight => foresight.Redirects.IsEmpty) ? DifferenceCause.RulesNotRead : DifferenceCause.RulesDiffer;
        }

        // A page that only some of them publish explains every way of asking for it.
        var bodies = answers.Select(answer => answer.Response).Where(response => response is { Status: 200, Body: not null })
            .Select(response => response.Body!);
        return bodies.Any(body => asked.Any(foresight => !foresight.Published.Contains(body))) ? DifferenceCause.FilesDiffer : sample.Cause;
    }

    private static string HeaderWords(AnswerShape shape) => shape.Headers.Length == 0
        ? "no header of the site's own"
        : string.Join(", ", shape.Headers.Split('\n').Select(header => header.Split(':')[0]));

    private sealed class Group(DifferenceCause cause, ImmutableArray<string> words)
    {
        private readonly List<PlatformDifference> _examples = [];

        public DifferenceCause Cause => cause;

        public int Count { get; private set; }

        public void Add(PlatformDifference difference)
        {
            Count++;
            if (_examples.Count < MostExamples)
            {
                _examples.Add(difference);
            }
        }

        public DifferenceGroup Close() => new(
            cause, Count, [.. _examples],
            [.. _examples[0].Answers.Select((answer, index) => KeyValuePair.Create(answer.Platform, words[index]))]);
    }
}
