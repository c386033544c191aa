namespace Chimera.Sites.Declaration;

/// <summary>How a host serves a site.</summary>
/// <param name="Listen">Where its web server listens, in nginx's words: <c>80</c>, <c>127.0.0.1:8080</c>.</param>
/// <param name="Names">The host names that it answers to; none for all.</param>
/// <param name="Configuration">The web server's own configuration, an absolute path on the host; it includes what Chimera writes.</param>
public sealed record HostPlace(string Listen, string Names, string Configuration);
