using System.Collections.Immutable;
using Chimera.Engine.Validation;
using Chimera.Sites.Publishing.Live;
using Chimera.Sites.Watching.Tls;

namespace Chimera.Sites.Watching;

/// <summary>
/// Looks at a site once: its certificate first, then its root, then the rest. A host whose certificate is not valid is sent no request, and
/// one that does not answer for its root is asked for nothing else.
/// </summary>
/// <param name="name">What visitors call the site, where it is asked at another address; null for the address itself.</param>
internal sealed class Examiner(Uri site, string? name, HeaderAdditions additions, LiveCheck check, TlsReading tls)
{
    private const string LookUp = "look whether the site is up, and at this address";
    private const string SeeWhy = "see what was foreseen, and why, with 'chimera simulate --request'";
    private const int ServerFault = 500;

    private readonly string _certificate = $"the certificate of {site.IdnHost}";
    private readonly string _whole = site.GetLeftPart(UriPartial.Authority);

    public static double FailedShare(Examined examined) => examined.Results.IsEmpty
        ? examined.Tls is TlsSight.Invalid or TlsSight.Unseen ? 1 : 0
        : examined.Results.Count(result => result.Answer is not { } answer || (answer.Status >= ServerFault && result.Differences.Length > 0))
            / (double)examined.Results.Length;

    /// <param name="asked">The root first.</param>
    public async Task<Examined> ExamineAsync(ImmutableArray<WatchedAnswer> asked, CancellationToken cancel)
    {
        var sight = await tls.ReadAsync(site, cancel);
        switch (sight)
        {
            case TlsSight.Invalid invalid:
                return new Examined([], sight, [new(_certificate, ConcernKind.Certificate, invalid.Why)], (_, kind) => kind == ConcernKind.Certificate);
            case TlsSight.Unseen unseen:
                return new Examined([], sight, [new(_whole, ConcernKind.Unanswered, unseen.Why)], (subject, _) => subject == _whole);
        }

        var root = await check.AskAsync(site, name, additions, [asked[0].Foreseen], cancel);
        if (root is [{ Unanswered: { } why }])
        {
            var nothing = Finding.Error("live.unanswered", $"{_whole} does not answer: {ShownText.Cut(why)}; nothing else was asked", LookUp);
            return new Examined(
                root, sight, [.. Ending(sight), new(_whole, ConcernKind.Unanswered, nothing)],
                (subject, _) => subject == _whole || subject == _certificate);
        }

        ImmutableArray<LiveResult> results = [.. root, .. await check.AskAsync(site, name, additions, [.. asked.Skip(1).Select(answer => answer.Foreseen)], cancel)];
        var by = asked.Zip(results).ToDictionary(pair => pair.First.Subject, pair => pair.Second, StringComparer.Ordinal);
        return new Examined(
            results, sight, [.. Ending(sight), .. by.SelectMany(pair => ConcernsOf(pair.Key, pair.Value))],
            (subject, kind) => subject == _whole || subject == _certificate || (by.TryGetValue(subject, out var result) && CouldSee(result, kind)));
    }

    private IEnumerable<Concern> Ending(TlsSight sight) => sight is TlsSight.Valid { Ending: { } ending }
        ? [new(_certificate, ending.Severity == Severity.Error ? ConcernKind.Certificate : ConcernKind.CertificateEnding, ending)]
        : [];

    // What did not answer, or with another status, was compared no further.
    private static bool CouldSee(LiveResult result, ConcernKind kind) => kind switch
    {
        ConcernKind.Unanswered => true,
        ConcernKind.Status => result.Answer is not null,
        _ => result.Answer is not null && result.Differences.All(difference => difference.Kind != LiveDifferenceKind.Status),
    };

    private static IEnumerable<Concern> ConcernsOf(string subject, LiveResult result) => result.Unanswered is { } why
        ? [new(subject, ConcernKind.Unanswered, Finding.Error("live.unanswered", $"{subject} was not answered: {ShownText.Cut(why)}", LookUp))]
        : result.Differences.GroupBy(difference => difference.Kind)
            .Select(alike => ConcernOf(subject, alike.Key, ShownText.Cut(string.Join("; it ", alike.Select(difference => difference.Text)))));

    private static Concern ConcernOf(string subject, LiveDifferenceKind kind, string text) => kind switch
    {
        LiveDifferenceKind.Status => new(subject, ConcernKind.Status, Finding.Error("drift.status", $"{subject}: the status is another: it {text}", SeeWhy)),
        LiveDifferenceKind.Location => new(subject, ConcernKind.Location, Finding.Error("drift.location", $"{subject}: the redirect is another: it {text}", SeeWhy)),
        LiveDifferenceKind.Content => new(subject, ConcernKind.Content, Finding.Error("drift.content", $"{subject}: the content is another: it {text}", SeeWhy)),
        _ => new(subject, ConcernKind.Header, Finding.Error("drift.header", $"{subject}: a header is another: it {text}", SeeWhy)),
    };
}
