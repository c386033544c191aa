using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Chimera.Sites.Platforms;
using Chimera.Sites.Requests;

namespace Chimera.Agreement.Servers;

/// <summary>What was foreseen and what came, in one form.</summary>
internal static class AnswerJson
{
    /// <summary>In front of a file's address: what each published file holds, so that an answer tells which was sent.</summary>
    public const string FileMark = "file ";

    /// <summary>The status with which a server that is held against the oracle says where it would ask instead of asking there.</summary>
    public const int Elsewhere = 299;

    /// <summary>What servers send on their own account.</summary>
    private static readonly HashSet<string> Own = new(StringComparer.OrdinalIgnoreCase)
    {
        "Accept-Ranges", "Allow", "Connection", "Content-Encoding", "Content-Length", "Content-Type", "Date", "ETag", "Last-Modified", "Location", "Server", "Vary",
    };

    public static string Of(SentRequest request, SiteResponse foreseen, Foresight site)
    {
        var isElsewhere = foreseen.By == ServedBy.Proxy;
        var sent = foreseen.Headers.GroupBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(values => values.Key, values => string.Join(", ", values.Select(pair => pair.Value)), StringComparer.OrdinalIgnoreCase);
        return Write(
            isElsewhere ? Elsewhere : foreseen.Status, Absolute(request, foreseen.Location),
            request.Method == "HEAD" ? null : isElsewhere ? foreseen.ProxiedTo : foreseen.Body, sent, Names(foreseen, site));
    }

    public static string Of(SentRequest request, SentAnswer answer, SiteResponse foreseen, Foresight site) => Write(
        answer.Status, Absolute(request, answer.Headers.GetValueOrDefault("Location")),
        answer.Body.StartsWith(FileMark, StringComparison.Ordinal) ? answer.Body[FileMark.Length..] : answer.Status == Elsewhere && request.Method != "HEAD" ? answer.Body : null,
        answer.Headers, Names(foreseen, site));

    /// <summary>
    /// Every header of the site's rules is looked for in every answer; those that servers send by themselves only where they were foreseen. What a server says of
    /// a request that is none is its own.
    /// </summary>
    private static IEnumerable<string> Names(SiteResponse foreseen, Foresight site) => foreseen.By == ServedBy.Malformed ? [] :
        site.Headers.SelectMany(rule => rule.Values).Select(value => value.Key).Where(name => !Own.Contains(name)).Concat(foreseen.Headers.Select(pair => pair.Key))
            .Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase);

    private static string? Absolute(SentRequest request, string? location) => location is null ? null
        // Some names that are made up are no host's; both sides are read beside the same one then.
        : Uri.TryCreate(Uri.TryCreate($"http://{request.Host}{request.Path}", UriKind.Absolute, out var asked) ? asked : new Uri("http://site.example"), location, out var absolute)
            ? absolute.AbsoluteUri : location;

    private static string Write(int status, string? location, string? body, IReadOnlyDictionary<string, string> headers, IEnumerable<string> names) => new JsonObject
    {
        ["status"] = status, ["location"] = location, ["body"] = body,
        ["headers"] = new JsonObject(names.Select(name => KeyValuePair.Create(name, headers.TryGetValue(name, out var value)
            // White space after a comma means nothing (RFC 9110, 5.6.1).
            ? (JsonNode?)string.Join(", ", value.Split(',', StringSplitOptions.TrimEntries)) : null))),
    }.ToJsonString();
}
