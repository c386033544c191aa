using Chimera.Documents;
using Chimera.Sites.Findings;

namespace Chimera.Sites.Netlify.Config;

/// <summary>Netlify stops reading the configuration here. Thrown deep inside one pass and caught at its edge, nowhere else.</summary>
/// <param name="message">Netlify's own words, without the line that says which file it was reading.</param>
/// <param name="path">What is wrong, where that is one value.</param>
/// <param name="byDesign">Netlify says so itself; otherwise its code stumbled.</param>
internal sealed class ConfigRefusal(FindingKind kind, string message, ConfigPath? path = null, bool byDesign = true) : Exception(message)
{
    public FindingKind Kind { get; } = kind;

    public ConfigPath? Path { get; } = path;

    public bool ByDesign { get; } = byDesign;

    /// <summary>For a person, on one line.</summary>
    public string Summary { get; init; } = message.Split('\n', 2)[0].TrimEnd('.');

    public string? Remedy { get; init; }

    /// <summary>Where in the file, when <see cref="Path"/> cannot say so.</summary>
    public TextSpan? Span { get; init; }

    /// <summary>What exactly is wrong, for a healer.</summary>
    public string? Subject { get; init; } = path?.ToString();

    /// <summary>The names of the contexts in which <see cref="Path"/> may be written, the last one on top; below is the root.</summary>
    public IReadOnlyList<string> Contexts { get; private init; } = [];

    public ConfigRefusal In(params IReadOnlyList<string> contexts) =>
        new(Kind, Message, Path, ByDesign) { Summary = Summary, Remedy = Remedy, Span = Span, Subject = Subject, Contexts = contexts };
}
