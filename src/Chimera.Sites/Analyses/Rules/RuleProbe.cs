using System.Collections.Immutable;
using Chimera.Sites.Netlify.Matching;
using Chimera.Sites.Requests;
using Chimera.Sites.Rules;

namespace Chimera.Sites.Analyses.Rules;

/// <summary>Requests that a rule is meant for, and what the platform's matcher makes of them.</summary>
internal sealed class RuleProbe
{
    private readonly RedirectMatcher _matcher;
    private readonly SiteRequest _visitor;

    public RuleProbe(RedirectMatcher matcher, int index)
    {
        _matcher = matcher;
        Index = index;
        Rule = matcher.Rules[index];
        _visitor = VisitorOf(Rule);
        Addresses = [.. AddressesOf(Rule).Select(ProbeAddress.Parse)];
        Hits = [.. Addresses.Select(Hit)];
        var own = Hits.FirstOrDefault(hit => hit is { Force404: false } && hit.Index == index);
        Own = own;
        OwnAddress = own is null ? null : Addresses[Hits.IndexOf(own)];
    }

    public int Index { get; }

    public RedirectRule Rule { get; }

    /// <summary>One, or two for a rule with a splat; null what is no address.</summary>
    public ImmutableArray<ProbeAddress?> Addresses { get; }

    /// <summary>What each of them meets.</summary>
    public ImmutableArray<RedirectMatch?> Hits { get; }

    /// <summary>The first of them that meets the rule itself.</summary>
    public RedirectMatch? Own { get; }

    public ProbeAddress? OwnAddress { get; }

    /// <summary>An earlier rule that takes all of them, or null.</summary>
    public RedirectMatch? Shadow => Own is null && Hits.All(hit => hit is { Force404: false } && hit.Index < Index) ? Hits[0] : null;

    public RedirectMatch? Hit(ProbeAddress? address) => address is null ? null : _matcher.Match(RequestTo(address), address.Path);

    public MatchExplanation? Explain(ProbeAddress? address) => address is null ? null : _matcher.Explain(RequestTo(address), address.Path);

    private SiteRequest RequestTo(ProbeAddress address) =>
        _visitor with { Scheme = address.Scheme, Host = address.Host, Path = address.Path, Query = address.Query };

    private static IEnumerable<string> AddressesOf(RedirectRule rule)
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

    private static readonly System.Buffers.SearchValues<char> NameCharacters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    /// <summary>A visitor whom the rule's conditions mean.</summary>
    private static SiteRequest VisitorOf(RedirectRule rule)
    {
        var country = First(rule, "Country")?.ToLowerInvariant() ?? "zz";
        var visitor = SiteRequest.Get("/") with { Country = country, Language = First(rule, "Language") ?? "xx" };
        return First(rule, "Cookie") is { } cookie ? visitor with { Cookies = visitor.Cookies.SetItem(cookie, "1") } : visitor;
    }

    private static string? First(RedirectRule rule, string condition) =>
        rule.Conditions.FirstOrDefault(one => one.Name == condition) is { Values: [var first, ..] } ? first : null;
}
