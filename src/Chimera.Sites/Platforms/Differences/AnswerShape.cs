using Chimera.Sites.Requests;

namespace Chimera.Sites.Platforms.Differences;

/// <summary>An answer without what may differ between platforms for no reason: host, base path, letter case of header names.</summary>
/// <param name="Words">What it comes to, in words that are the same for requests of the same sort.</param>
internal sealed record AnswerShape(int Status, string? Location, string? Body, string? ProxiedTo, string Headers, string Words)
{
    /// <param name="basePath">Where the platform puts the site.</param>
    public static AnswerShape Of(SiteRequest request, SiteResponse response, string basePath)
    {
        var location = response.Location is { } to ? Local(to, request, basePath) : null;
        var headers = string.Join(
            '\n', response.Headers.Select(header => $"{header.Key.ToLowerInvariant()}: {header.Value}").Order(StringComparer.Ordinal));
        return new AnswerShape(response.Status, location, response.Body, response.ProxiedTo, headers, InWords(request, response, location));
    }

    public bool IsSameAs(AnswerShape other) =>
        (Status, Location, Body, ProxiedTo) == (other.Status, other.Location, other.Body, other.ProxiedTo);

    private static string InWords(SiteRequest request, SiteResponse response, string? location)
    {
        var path = location?.Split('?')[0];
        return response switch
        {
            { ProxiedTo: not null } => "proxied",
            { By: ServedBy.Function } => "a function",
            { Location: not null } when path == request.Path + "/" => $"{response.Status} with a slash",
            { Location: not null } when path + "/" == request.Path => $"{response.Status} without the slash",
            { Location: not null } when string.Equals(path, request.Path, StringComparison.OrdinalIgnoreCase) =>
                $"{response.Status} in another letter case",
            { Location: not null } when response.Rule is null => $"{response.Status} to the clean address",
            { Location: not null } => $"{response.Status} by a rule",
            { By: ServedBy.Rewrite } => $"{response.Status} by a rewrite",
            { Status: 404, Body: null } => "404, the platform's page",
            { Status: 404 } => "404, the site's page",
            { By: ServedBy.MethodNotAllowed or ServedBy.Malformed } => $"{response.Status}, refused",
            _ => $"{response.Status}",
        };
    }

    private static string Local(string location, SiteRequest request, string basePath)
    {
        var origin = $"{request.Scheme}://{request.Host}";
        var local = location.StartsWith(origin + "/", StringComparison.Ordinal) ? location[origin.Length..] : location;
        return basePath.Length > 0 && local.StartsWith(basePath + "/", StringComparison.Ordinal) ? local[basePath.Length..] : local;
    }
}
