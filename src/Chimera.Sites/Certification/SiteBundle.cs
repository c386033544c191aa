using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
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
    public required GenerationId Generation { get; init; }

    /// <summary>The SHA-1 of each published file by its address, for the platform that tells contents apart by it; empty for the others.</summary>
    public required ImmutableDictionary<string, string> Sha1s { get; init; }

    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> was.</exception>
    /// <returns>Null when the platform would refuse to deploy the site: there is nothing to certify.</returns>
    public static SiteBundle? Of(SiteSimulator simulator, Platform platform, SiteFolder folder, DeployContext context, CancellationToken cancel) =>
        Read(simulator, platform, folder, context, cancel).Bundle;

    /// <exception cref="OperationCanceledException"><paramref name="cancel"/> was.</exception>
    internal static SiteReading Read(
        SiteSimulator simulator, Platform platform, SiteFolder folder, DeployContext context, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(simulator);
        // What is analysed and what is certified are the same bytes.
        RememberedFolder remembered = new(folder);
        WatchedFolder watched = new(remembered);
        var foresight = simulator.Foresee(platform, watched, context, cancel);
        SiteReading reading = new(foresight, foresight.Responder is { } responder ? Of(foresight, responder, watched, cancel) : null);
        remembered.Forget();
        return reading;
    }

    private static SiteBundle Of(Foresight foresight, IResponder responder, WatchedFolder folder, CancellationToken cancel)
    {
        // Sources are listed before files are read for their digests.
        var published = foresight.Published.All.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        var sources = folder.FilesRead.Where(path => !published.Contains(path)).ToList();
        var read = foresight.Published.All.AsParallel().WithCancellation(cancel)
            .Select(file => (Address: foresight.Published.UrlPathOf(file), Read: Digested(folder, file, foresight.Platform))).ToList();
        var files = read.ToDictionary(file => file.Address, file => file.Read.Digests, StringComparer.Ordinal);
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
            [.. subjects.Where(subject => subject.Digests == Nothing).Select(subject => subject.Name)])
        {
            Generation = SiteGeneration.Of(
                foresight, address => files[address] is var known && known != Nothing ? Convert.FromHexString(known.Sha256) : SHA256.HashData([])),
            Sha1s = read.Where(file => file.Read.Sha1 is not null)
                .ToImmutableDictionary(file => file.Address, file => file.Read.Sha1!, StringComparer.Ordinal),
        };
    }

    private static ForeseenAnswer Answer(IResponder responder, SiteRequest request, Dictionary<string, Digests> files)
    {
        var response = responder.Respond(request);
        return new ForeseenAnswer(request, response, response.Body, response.Body is { } body && files.TryGetValue(body, out var digests) ? digests : null);
    }

    private static Digests DigestOf(SiteFolder folder, string path) =>
        folder.Read(path, int.MaxValue - 1) is { } bytes ? Digests.Of(bytes) : Nothing;

    [SuppressMessage("Security", "CA5350", Justification = "Netlify's digest; it says what to send, and Chimera's own say what it is.")]
    private static (Digests Digests, string? Sha1) Digested(SiteFolder folder, SiteFile file, Platform platform) =>
        folder.Read(file.Path, int.MaxValue - 1) is { } bytes
            ? (Digests.Of(bytes), platform == Platform.Netlify ? Convert.ToHexStringLower(SHA1.HashData(bytes)) : null)
            : (Nothing, null);
}
