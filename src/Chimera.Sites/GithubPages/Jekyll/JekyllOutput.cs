using System.Collections.Immutable;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;

namespace Chimera.Sites.GithubPages.Jekyll;

/// <summary>What Jekyll makes of a folder.</summary>
/// <param name="Files">By the path of their URL; without a file when Jekyll makes the content up.</param>
/// <param name="Redirects">Pages that send the visitor on by a meta refresh: their URL path, and where to.</param>
/// <param name="LeftOut">Entries that are not published because of their name, relative to the source.</param>
internal sealed record JekyllOutput(
    IReadOnlyDictionary<string, SiteFile?> Files,
    IReadOnlyDictionary<string, string> Redirects,
    ImmutableArray<string> LeftOut,
    ImmutableArray<SiteFinding> Findings);
