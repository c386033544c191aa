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
    /// <param name="first">What Netlify refuses the file for.</param>
    public static IEnumerable<SiteFinding> Behind(SiteFinding first, SiteFolder folder, CancellationToken cancel)
    {
        if ((first.Kind != NetlifyConfigFindings.TomlSyntax && first.Kind != NetlifyConfigFindings.TomlDuplicate)
            || first is not { Place: { } place, Span: not null } || folder.Read(place.File) is not { } bytes)
        {
            return [];
        }

        var source = SourceFile.Decode(place.File, bytes);

        // On the same line one slip is often told several times.
        return TomlDocument.Parse(source, TomlVersion.V11, cancel).Problems
            .Where(problem => source.PlaceOf(problem.At).Line > place.Line)
            .Select(problem => new SiteFinding(
                ConfigFile.KindOf(problem.Kind), problem.Message, source.PlaceOf(problem.Span), problem.Span, problem.Remedy, problem.Kind.ToString()));
    }
}
