using Chimera.Engine.Planning;

namespace Chimera.Sites.Netlify.Deploying;

/// <summary>How a deploy is known as Chimera's: its title, which Netlify shows to people, too.</summary>
internal static class GenerationTitle
{
    private const string Mark = "chimera ";

    public static string Of(GenerationId generation) => Mark + generation.Value;

    /// <returns>Null for the title of a deploy that somebody else made.</returns>
    public static GenerationId? Read(string? title) =>
        title?.StartsWith(Mark, StringComparison.Ordinal) == true && title.Length > Mark.Length
            ? new GenerationId(title[Mark.Length..])
            : null;
}
