using Chimera.Sites.Certification;
using Chimera.Sites.Publishing;
using Chimera.Sites.Publishing.Live;
using Chimera.Sites.Requests;

namespace Chimera.Sites.Watching;

/// <summary>
/// Everything that was foreseen of a site and can be seen from outside: its root, its rules, and its files. Of a folder at hand these are all
/// files; of a release whose folder has changed since, those that its dossier has.
/// </summary>
public sealed class WatchedSite
{
    private const string FileSubject = "file:";

    private WatchedSite(LookRotation rotation, int unseen) => (Rotation, Unseen) = (rotation, unseen);

    internal LookRotation Rotation { get; }

    /// <summary>How many answers cannot be seen from outside.</summary>
    public int Unseen { get; }

    /// <param name="bundle">Of a site that its platform would deploy.</param>
    public static WatchedSite Of(SiteBundle bundle)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        var published = bundle.Foresight.Published;
        var files = bundle.Subjects.Where(subject => subject.Name.StartsWith(FileSubject, StringComparison.Ordinal))
            .ToDictionary(subject => subject.Name[FileSubject.Length..], subject => subject.Digests, StringComparer.Ordinal);
        var addresses = published.UrlPaths.Select(ForeseenRequests.Encode).ToHashSet(StringComparer.Ordinal);
        var ofHeaders = bundle.Foresight.Headers.Select(rule => rule.For).Concat(ForeseenRequests.OfOpenHeaders(bundle.Foresight).Select(request => request.Path))
            .ToHashSet(StringComparer.Ordinal);
        var rules = bundle.Answers.Where(answer => !IsPlainFile(answer.Request, addresses) || ofHeaders.Contains(answer.Request.Path)).ToList();
        ForeseenAnswer[] always = [Foresee(SiteRequest.Get(published.BasePath + "/")), .. rules];
        var turning = addresses.Order(StringComparer.Ordinal).Select(path => Foresee(SiteRequest.Get(path)));
        var each = Visible(always);
        var known = each.Select(answer => answer.Subject).ToHashSet(StringComparer.Ordinal);
        return new WatchedSite(
            new LookRotation(each, Visible(turning).Where(answer => !known.Contains(answer.Subject))),
            always.Count(answer => !AnswerComparison.CanBeAsked(answer)));

        ForeseenAnswer Foresee(SiteRequest request)
        {
            var response = bundle.Foresight.Responder!.Respond(request);
            return new ForeseenAnswer(request, response, response.Body, response.Body is { } body ? files.GetValueOrDefault(body) : null);
        }
    }

    /// <param name="dossier">Of a release; what cannot be seen from outside is not in it.</param>
    public static WatchedSite Of(Dossier dossier)
    {
        ArgumentNullException.ThrowIfNull(dossier);

        // The shortest address that is a page stands for the root, which a dossier need not have.
        var root = dossier.Answers.Where(answer => answer.Response.Status == 200 && answer.Request.Cookies.Count == 0 && answer.Request.Language is null)
            .MinBy(answer => answer.Request.Target.Length);
        return new WatchedSite(new LookRotation(Visible(root is null ? dossier.Answers : dossier.Answers.Prepend(root)), []), unseen: 0);
    }

    private static IReadOnlyCollection<WatchedAnswer> Visible(IEnumerable<ForeseenAnswer> answers) =>
        [.. answers.Where(AnswerComparison.CanBeAsked).Select(WatchedAnswer.Of).DistinctBy(answer => answer.Subject)];

    private static bool IsPlainFile(SiteRequest request, HashSet<string> addresses) =>
        addresses.Contains(request.Target) && request.Cookies.Count == 0 && request.Language is null;
}
