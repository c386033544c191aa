using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Chimera.Engine.Planning;
using Chimera.Engine.Record;
using Chimera.Engine.Validation.Certificates;
using Chimera.Sites.Folder;
using Chimera.Sites.Platforms;
using Chimera.Sites.Requests;

namespace Chimera.Sites.Certification;

/// <summary>
/// Everything that a certificate of a site on a platform covers: the bytes of each published file (<c>file:/index.html</c>) and of each file that was
/// read to foresee it (<c>source:netlify.toml</c>), the rules as the platform obeys them (<c>rules</c>), and what it will answer (<c>answers</c>).
/// </summary>
/// <param name="Unreadable">Files that vanished or could not be read: with one of these, nothing may be certified.</param>
public sealed record SiteBundle(
    Foresight Foresight, ImmutableArray<ForeseenAnswer> Answers, ImmutableArray<Subject> Subjects, ImmutableArray<string> Unreadable)
{
    // No file holds this, so what could not be read never compares equal to what was.
    private static readonly Digests Nothing = new(new string('0', 64), new string('0', 64));

    /// <summary>What the engine calls the site as it is here.</summary>
    public GenerationId Generation => SiteGeneration.Of(Foresight);

    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> was.</exception>
    /// <returns>Null when the platform would refuse to deploy the site: there is nothing to certify.</returns>
    public static SiteBundle? Of(SiteSimulator simulator, Platform platform, SiteFolder folder, DeployContext context, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(simulator);
        WatchedFolder watched = new(folder);
        var foresight = simulator.Foresee(platform, watched, context, cancel);
        return foresight.Responder is { } responder ? Of(foresight, responder, watched, cancel) : null;
    }

    private static SiteBundle Of(Foresight foresight, IResponder responder, WatchedFolder folder, CancellationToken cancel)
    {
        // Sources are listed before files are read for their digests.
        var published = foresight.Published.All.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        var sources = folder.FilesRead.Where(path => !published.Contains(path)).ToList();
        var files = foresight.Published.All.AsParallel().WithCancellation(cancel)
            .Select(file => (Path: foresight.Published.UrlPathOf(file), Digests: DigestOf(folder, file.Path)))
            .ToDictionary(file => file.Path, file => file.Digests, StringComparer.Ordinal);
        ImmutableArray<ForeseenAnswer> answers = [.. ForeseenRequests.Of(foresight).Select(request => Answer(responder, request, files))];
        ImmutableArray<Subject> subjects =
        [
            .. files.Select(file => new Subject($"file:{file.Key}", file.Value)),
            .. sources.Select(path => new Subject($"source:{path}", DigestOf(folder, path))),
            new Subject("rules", Digests.Of(CanonicalJson.Write(RulesDocument.Write(foresight)))),
            new Subject("answers", Digests.Of(CanonicalJson.Write(new JsonArray([.. answers.Select(answer => answer.Write())])))),
        ];
        return new SiteBundle(
            foresight, answers, [.. subjects.OrderBy(subject => subject.Name, StringComparer.Ordinal)],
            [.. subjects.Where(subject => subject.Digests == Nothing).Select(subject => subject.Name)]);
    }

    private static ForeseenAnswer Answer(IResponder responder, SiteRequest request, Dictionary<string, Digests> files)
    {
        var response = responder.Respond(request);
        return new ForeseenAnswer(request, response, response.Body, response.Body is { } body && files.TryGetValue(body, out var digests) ? digests : null);
    }

    private static Digests DigestOf(SiteFolder folder, string path) =>
        folder.Read(path, int.MaxValue - 1) is { } bytes ? Digests.Of(bytes) : Nothing;
}
