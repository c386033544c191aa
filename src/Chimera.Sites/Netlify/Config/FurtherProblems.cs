using Chimera.Documents;
using Chimera.Documents.Toml;
using Chimera.Sites.Findings;
using Chimera.Sites.Folder;

namespace Chimera.Sites.Netlify.Config;

/// <summary>
/// What else keeps a <c>netlify.toml</c> from being read, behind the first thing: Netlify stops there, but a person should not have to.
/// </summary>
internal static class FurtherProblems
{
    private static readonly FindingKind[] Kinds = [NetlifyConfigFindings.TomlSyntax, NetlifyConfigFindings.TomlDuplicate, NetlifyConfigFindings.TomlEscape];

    /// <param name="first">What Netlify refuses the file for.</param>
    public static IEnumerable<SiteFinding> Behind(SiteFinding first, SiteFolder folder, CancellationToken cancel)
    {
        if (!Kinds.Contains(first.Kind) || first is not { Place: { } place, Span: not null } || folder.Read(place.File) is not { } bytes)
        {
            return [];
        }

        var source = SourceFile.Decode(place.File, bytes);

        // On the same line one slip is often told several times. A backslash is looked for before anything else, so all other lines are behind it.
        var from = first.Kind == NetlifyConfigFindings.TomlEscape ? 0 : place.Line;
        return TomlDocument.Parse(source, TomlVersion.V11, cancel).Problems
            .Where(problem => source.PlaceOf(problem.At).Line is var line && line > from && line != place.Line)
            .Select(problem => new SiteFinding(
                ConfigFile.KindOf(problem.Kind), problem.Message, source.PlaceOf(problem.Span), problem.Span, problem.Remedy, problem.Kind.ToString()));
    }
}
