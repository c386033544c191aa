namespace Chimera.Sites.Declaration;

/// <summary>How hosts serve a site. <c>{host}</c> stands for the address at which the network finds a host.</summary>
/// <param name="Listen">Where the web server listens, in nginx's words: <c>80</c>, <c>{host}:8080</c>.</param>
/// <param name="Names">The host names that it answers to; none for all.</param>
/// <param name="Configuration">The web server's own configuration, an absolute path on the host; it includes what Chimera writes.</param>
/// <param name="Address">Where the site is asked; null for http or, with TLS, https at the address and port of <paramref name="Listen"/>.</param>
public sealed record HostPlace(string Listen, string Names, string Configuration, string? Address)
{
    private const string Placeholder = "{host}";

    public WebServerKind Server { get; init; }

    /// <summary>Null for plain http.</summary>
    public HostTls? Tls { get; init; }

    /// <summary>The name that a person gave it first; a pattern is no name.</summary>
    internal string? FirstName => Names.Split(' ').FirstOrDefault(one => one.Length > 0 && !one.Contains('*', StringComparison.Ordinal));

    private string Scheme => Tls is null ? "http" : "https";

    /// <param name="host">The address at which the network finds the host.</param>
    public HostPlace On(string host) => this with
    {
        Listen = Listen.Replace(Placeholder, host, StringComparison.Ordinal), Address = Address?.Replace(Placeholder, host, StringComparison.Ordinal),
        Tls = Tls is null ? null : Tls with { RedirectFrom = Tls.RedirectFrom?.Replace(Placeholder, host, StringComparison.Ordinal) },
    };

    /// <summary>The name that visitors ask the web server for.</summary>
    /// <returns>Null where it is asked by its address.</returns>
    internal string? NameOn(string host) => FirstName ?? (On(host).Address is { } address ? new Uri(address).Authority : null);

    /// <summary>Where the web server itself is asked, whatever stands before it.</summary>
    internal Uri ServerOn(string host) => (this with { Address = null }).AddressOn(host);

    /// <summary>Where the site is asked on the host.</summary>
    internal Uri AddressOn(string host)
    {
        var place = On(host);
        var colon = place.Listen.LastIndexOf(':');
        var bound = colon < 0 ? "" : place.Listen[..colon];
        // An address that is listened at is one that answers; a bare port is one of all the host's addresses.
        return new Uri(place.Address ?? $"{Scheme}://{(bound is "" or "0.0.0.0" or "[::]" ? host : bound)}:{place.Listen[(colon + 1)..]}/");
    }
}
