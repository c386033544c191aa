using Chimera.Engine.Truth.Documents;

namespace Chimera.Sites.Declaration;

/// <summary>Records of DNS by which a site's visitors are divided, as it is written.</summary>
internal sealed record BalanceDnsEntry(
    Placed<string> Zone, Placed<string> Domain, string Type, Placed<TimeSpan>? Ttl, Placed<Table<string>> Answers, Placed<Uri>? Api,
    TokenSource Token)
{
    private static readonly ScalarShape<string> DnsName = Scalars.Pattern(
        "a name of DNS", "([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?[.])+[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?",
        "write www.example.org, in lower case and without a dot at the end");

    private static readonly ScalarShape<string> Answer = Scalars.Pattern(
        "an address or a name", "[A-Za-z0-9_.:-]{1,253}", "write 192.0.2.1, 2001:db8::1 or docs.netlify.app");

    private static readonly Shape<BalanceDnsEntry> Ns1 = Shapes.Object(fields => new BalanceDnsEntry(
        fields.Required("zone", DnsName.WithPlace(), "the zone, as NS1 calls it"),
        fields.Required("domain", DnsName.WithPlace(), "the whole name that visitors ask for, in that zone"),
        fields.Required("type", Scalars.Choice(("A", "A"), ("AAAA", "AAAA"), ("CNAME", "CNAME")), "which records"),
        fields.Maybe("ttl", Scalars.Timeout.WithPlace(),
            "how long resolvers keep an answer, from one second to one day; one minute unless you say otherwise"),
        fields.Required("answers", Shapes.Map("BACKEND", BalanceEntry.Backend, Answer).WithPlace(),
            "the answer that stands for each backend: an address, or a name"),
        fields.Maybe("api", SiteScalars.Address.WithPlace(), "where the API is, if not at NS1"),
        fields.Optional("token", TokenSource.Shape, new TokenSource.Variable("NS1_API_KEY"), "where the API key is read from")));

    /// <summary>By the provider's name.</summary>
    public static readonly Shape<BalanceDnsEntry> Shape = Shapes.Object(fields => fields.Required("ns1", Ns1, "weighted records at NS1"));
}
