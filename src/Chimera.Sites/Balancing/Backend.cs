namespace Chimera.Sites.Balancing;

/// <summary>One way to a site's visitors that the balancer can send a request: a platform, or one host.</summary>
/// <param name="Name">As the truth calls it: <c>netlify</c>, <c>host/web1</c>.</param>
/// <param name="Weight">As declared.</param>
/// <param name="Address">Where it is reached; http or https, without a path.</param>
/// <param name="Host">What it is called in requests and in TLS: it may differ from what visitors call the site.</param>
public sealed record Backend(string Name, int Weight, Uri Address, string Host);
