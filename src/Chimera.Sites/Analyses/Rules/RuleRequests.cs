using System.Collections.Immutable;
using Chimera.Sites.Requests;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Analyses.Rules;

/// <summary>The requests that a rule is meant for: made up from its path, its query and its conditions.</summary>
internal static class RuleRequests
{
    /// <summary>One request, or two for a rule with a splat; none where the rule's path is no address.</summary>
    public static IEnumerable<SiteRequest> Of(RedirectRule rule)
    {
        var visitor = VisitorOf(rule);
        return AddressesOf(rule).OfType<ProbeAddress>().Select(address => To(address, visitor));
    }

    /// <summary>One, or two for a rule with a splat; null what is no address.</summary>
    public static ImmutableArray<ProbeAddress?> AddressesOf(RedirectRule rule) => [.. TextsOf(rule).Select(ProbeAddress.Parse)];

    public static SiteRequest To(ProbeAddress address, SiteRequest visitor) =>
        visitor with { Scheme = address.Scheme, Host = address.Host, Path = address.Path, Query = address.Query };

    private static IEnumerable<string> TextsOf(RedirectRule rule)
    {
        var from = WithPlaceholders(rule.From);
        var query = string.Join('&', rule.Query.Select(pair => $"{pair.Key}={(pair.Value?.StartsWith(':') == true ? "zq" : pair.Value)}"));
        string[] paths = from.Contains('*', StringComparison.Ordinal)
            ? [from.Replace("*", "zq9/zq8", StringComparison.Ordinal), from.Replace("*", "zq7", StringComparison.Ordinal)]
            : [from];
        return query.Length == 0 ? paths : paths.Select(path => path + (path.Contains('?', StringComparison.Ordinal) ? '&' : '?') + query);
    }

    /// <summary>A path with a word in each placeholder.</summary>
    public static string WithPlaceholders(string from)
    {
        if (!from.Contains("/:", StringComparison.Ordinal))
        {
            return from;
        }

        var segments = from.Split('/');
        for (var at = 1; at < segments.Length; at++)
        {
            if (segments[at].StartsWith(':'))
            {
                var name = segments[at].AsSpan(1).IndexOfAnyExcept(NameCharacters);
                var length = name < 0 ? segments[at].Length - 1 : name;
                segments[at] = length == 0 ? segments[at] : string.Concat("zq1", segments[at].AsSpan(1 + length));
            }
        }

        return string.Join('/', segments);
    }

    private static readonly AsciiSet NameCharacters = new("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    /// <summary>A visitor whom the rule's conditions mean.</summary>
    public static SiteRequest VisitorOf(RedirectRule rule)
    {
        var country = First(rule, "Country")?.ToLowerInvariant() ?? "zz";
        var visitor = SiteRequest.Get("/") with { Country = country, Language = First(rule, "Language") ?? "xx" };
        return First(rule, "Cookie") is { } cookie ? visitor with { Cookies = new Dictionary<string, string>(StringComparer.Ordinal) { [cookie] = "1" } } : visitor;
    }

    private static string? First(RedirectRule rule, string condition) =>
        rule.Conditions.FirstOrDefault(one => one.Name == condition) is { Values: [var first, ..] } ? first : null;
}
