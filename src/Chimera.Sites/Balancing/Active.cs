using System.Collections.Immutable;

namespace Chimera.Sites.Balancing;

/// <summary>A backend that gets requests, and how many.</summary>
internal sealed record Active(Backend Backend, Share Share)
{
    /// <summary>Those that get any, in the order of the declaration.</summary>
    public static ImmutableArray<Active> Of(IReadOnlyList<Backend> backends, WeightsInForce inForce) =>
        [.. backends.Zip(inForce.Shares, (backend, share) => new Active(backend, share)).Where(one => one.Share.Hundredths > 0)];

    /// <summary>The server's name or address and its port; an address of IPv6 stands in brackets.</summary>
    public string Authority => $"{Backend.Address.Host}:{Backend.Address.Port}";

    /// <summary>What it is called in TLS: without a port.</summary>
    public string NameInTls => Backend.Host.LastIndexOf(':') is var colon and > 0 && !Backend.Host.EndsWith(']') ? Backend.Host[..colon] : Backend.Host;

    public bool IsTls => Backend.Address.Scheme == Uri.UriSchemeHttps;
}
