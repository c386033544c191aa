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
        _visitor = RuleRequests.VisitorOf(Rule);
        Addresses = RuleRequests.AddressesOf(Rule);
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

    private SiteRequest RequestTo(ProbeAddress address) => RuleRequests.To(address, _visitor);
}
