using Chimera.Engine.Validation;

namespace Chimera.Sites.Findings;

/// <summary>A sort of thing that can be wrong with a site. Each has a page, written from this.</summary>
/// <param name="Code"><c>area.what-is-wrong</c>; stable.</param>
/// <param name="Title">What is wrong, in a few words.</param>
/// <param name="Why">What it does to the site or its visitors, and how the platform treats it; whole sentences.</param>
/// <param name="Remedy">What to do, one line, as an instruction.</param>
/// <param name="Example">A small wrong input, and what it should be; Markdown.</param>
/// <param name="Source">Where the platform's behaviour is known from.</param>
public sealed record FindingKind(string Code, Severity Severity, string Title, string Why, string Remedy, string Example, string Source)
{
    /// <summary>The code alone tells kinds apart; the texts are long.</summary>
    public override int GetHashCode() => Code.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Code;
}
