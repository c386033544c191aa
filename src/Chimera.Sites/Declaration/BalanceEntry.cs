using System.Collections.Immutable;
using Chimera.Engine.Truth.Documents;
using Chimera.Sites.Balancing;

namespace Chimera.Sites.Declaration;

/// <summary>How a site's visitors are divided among its platforms and hosts, as it is written.</summary>
internal sealed record BalanceEntry(
    Placed<Table<int>> Weights, ImmutableArray<Placed<string>> On, HostPlaceEntry Way,
    int Step, int Floor, int PanicBelow, CheckEntry? Check, BalanceDnsEntry? Dns)
{
    private const int MostWeight = 1000;

    public static readonly ScalarShape<string> Backend = Scalars.Pattern(
        "a platform or a host", "netlify|render|github-pages|host(/[a-z0-9][a-z0-9_.-]{0,62})?",
        "write netlify, render, github-pages, host, or host/web1");

    public static readonly Shape<BalanceEntry> Shape = Shapes.Object(fields => new BalanceEntry(
        fields.Required(
            "weights", Shapes.Map("BACKEND", Backend, Scalars.Count(0, MostWeight)).WithPlace(),
            "how much each platform or host gets, in proportion: `netlify`, `render`, `github-pages`, `host` (all hosts, each as much), `host/web1`"),
        fields.Optional("on", Shapes.OneOrMany(SiteScalars.Host.WithPlace()), [],
            "hosts of the fleet on which the balancer runs: each is a target, `SITE/balance/HOST`"),
        HostPlaceEntry.Read(fields, "the balancer"),
        fields.Optional("step", Scalars.Count(1, 100), BalanceRules.Usual.Step,
            "how many percent of its share a backend that recovered gains in each interval of checks"),
        fields.Optional("floor", Scalars.Count(1, 100), BalanceRules.Usual.Floor, "with how many percent of its share it begins"),
        fields.Optional("panic_below", Scalars.Count(1, 100), BalanceRules.Usual.PanicBelow,
            "when healthy backends have less than this percentage of all weight, all keep what is declared"),
        fields.Maybe("check", CheckEntry.Shape, "how it is seen whether a backend serves"),
        fields.Maybe("dns", BalanceDnsEntry.Shape, "the same weights in DNS: a target, `SITE/dns`")));
}
