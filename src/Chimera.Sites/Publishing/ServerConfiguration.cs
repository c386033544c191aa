namespace Chimera.Sites.Publishing;

/// <summary>A web server's configuration for one release, generated from its rules.</summary>
/// <param name="Server">Which program reads it.</param>
/// <param name="Text">What stands in its file. <c>@root@</c> stands for the folder of the release's files, <c>@listen@</c> for the address it is served at.</param>
public sealed record ServerConfiguration(WebServer Server, string Text);
