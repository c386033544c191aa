using System.Collections.Immutable;
using Chimera.Engine.Validation.Certificates;
using Chimera.Sites.Certification;
using Chimera.Sites.Publishing.Live;
using Chimera.Sites.Requests;

namespace Chimera.Sites.Watching;

/// <summary>
/// Everything that was foreseen of a site and can be seen from outside: its root, its rules, and every file, not only a sample.
/// </summary>
internal static class WatchedAnswers
{
    private const string FileSubject = "file:";

    /// <param name="bundle">Of a site that its platform would deploy.</param>
    /// <returns>The rotation, and how many answers cannot be seen from here.</returns>
    public static (LookRotation Rotation, int Unseen) Of(SiteBundle bundle)
    {
        var published = bundle.Foresight.Published;
        var files = bundle.Subjects.Where(subject => subject.Name.StartsWith(FileSubject, StringComparison.Ordinal))
            .ToDictionary(subject => subject.Name[FileSubject.Length..], subject => subject.Digests, StringComparer.Ordinal);
        var addresses = published.UrlPaths.Select(ForeseenRequests.Encode).ToHashSet(StringComparer.Ordinal);
        var rules = bundle.Answers.Where(answer => !IsPlainFile(answer.Request, addresses)).ToList();
        ForeseenAnswer[] always = [Foresee(SiteRequest.Get(published.BasePath + "/"), bundle, files), .. rules];
        var turning = addresses.Order(StringComparer.Ordinal).Select(path => Foresee(SiteRequest.Get(path), bundle, files));
        var each = Visible(always);
        var known = each.Select(answer => answer.Subject).ToHashSet(StringComparer.Ordinal);
        return (
            new LookRotation(each, Visible(turning).Where(answer => !known.Contains(answer.Subject))),
            always.Count(answer => !AnswerComparison.CanBeAsked(answer)));
    }

    private static ImmutableArray<WatchedAnswer> Visible(IEnumerable<ForeseenAnswer> answers) =>
        [.. answers.Where(AnswerComparison.CanBeAsked).Select(WatchedAnswer.Of).DistinctBy(answer => answer.Subject)];

    private static bool IsPlainFile(SiteRequest request, HashSet<string> addresses) =>
        addresses.Contains(request.Target) && request.Cookies.Count == 0 && request.Language is null;

    private static ForeseenAnswer Foresee(SiteRequest request, SiteBundle bundle, Dictionary<string, Digests> files)
    {
        var response = bundle.Foresight.Responder!.Respond(request);
        return new ForeseenAnswer(request, response, response.Body, response.Body is { } body ? files.GetValueOrDefault(body) : null);
    }
}
