using System.Collections.Immutable;
using System.Text.Json;
using Chimera.Sites.Requests;

namespace Chimera.Agreement.Servers;

/// <summary>A request as it goes over the wire, from <c>onTheWire</c> in <c>oracle/answer.mjs</c>.</summary>
internal sealed record SentRequest(string Method, string Host, string Path, string Query, ImmutableDictionary<string, string> Headers, ImmutableDictionary<string, string> Cookies)
{
    public string Target => Query.Length == 0 ? Path : $"{Path}?{Query}";

    /// <summary>The same as Chimera asks itself. A web server that listens without TLS is asked by http, whatever else is made up.</summary>
    public SiteRequest Asked => new(Method, "http", Host, Path, Query, Headers, Cookies, Country: null, Language: null);

    public static SentRequest Read(JsonElement sent) => new(
        Text(sent, "method"), Text(sent, "host"), Text(sent, "path"), Text(sent, "query"), Map(sent.GetProperty("headers")), Map(sent.GetProperty("cookies")));

    public static SentRequest Of(SiteRequest request)
    {
        var headers = request.Headers.ToImmutableDictionary();
        headers = request.Language is { } language ? headers.SetItem("accept-language", language) : headers;
        return new SentRequest(
            request.Method, request.Host, request.Path, request.Query,
            request.Cookies.Count == 0 ? headers : headers.SetItem("cookie", string.Join("; ", request.Cookies.Select(pair => $"{pair.Key}={pair.Value}"))),
            request.Cookies.ToImmutableDictionary());
    }

    public override string ToString() => $"{Method} {Host}{Target}{string.Concat(Headers.Select(header => $" {header.Key}: {header.Value}"))}";

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString()!;

    private static ImmutableDictionary<string, string> Map(JsonElement of) =>
        of.EnumerateObject().ToImmutableDictionary(property => property.Name, property => property.Value.ToString());
}
