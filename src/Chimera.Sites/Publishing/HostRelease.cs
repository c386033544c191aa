using System.Collections.Immutable;

namespace Chimera.Sites.Publishing;

/// <summary>A release as it stands on a host: one folder that holds all it needs.</summary>
/// <param name="Files">What visitors are sent; in the folder's <c>www</c>.</param>
/// <param name="Configuration">The web server's, for this release alone: <c>site.conf</c>.</param>
/// <param name="Activate">The program that makes it live, and tests before it does: <c>bin/activate</c>.</param>
/// <param name="Deactivate">The program that takes it away, where nothing was before it: <c>bin/deactivate</c>.</param>
/// <param name="Look">The program that says whether what it made live still is as it made it: <c>bin/look</c>. Releases that were brought before there was one have none.</param>
public sealed record HostRelease(ImmutableArray<ReleaseFile> Files, string Configuration, string Activate, string Deactivate, string Look);
