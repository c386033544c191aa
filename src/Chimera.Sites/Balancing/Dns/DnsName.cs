namespace Chimera.Sites.Balancing.Dns;

/// <summary>Which set of records: all of one type under one name.</summary>
/// <param name="Zone">As the provider calls it: <c>example.org</c>.</param>
/// <param name="Domain">The whole name: <c>www.example.org</c>.</param>
/// <param name="Type"><c>A</c>, <c>AAAA</c> or <c>CNAME</c>.</param>
public sealed record DnsName(string Zone, string Domain, string Type)
{
    public override string ToString() => $"{Domain} {Type}";
}
