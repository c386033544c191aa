using Chimera.Sites.Folder;
using Chimera.Sites.Platforms;

namespace Chimera.Sites.Healing;

/// <summary>Some repairs, made together in simulation.</summary>
internal abstract record Trial(IReadOnlyList<Suggestion> Suggestions)
{
    /// <summary>What the folder is then, and what the platform makes of it.</summary>
    public sealed record Proved(IReadOnlyList<Suggestion> Suggestions, SiteFolder Folder, Foresight Foresight) : Trial(Suggestions);

    public sealed record Refused(IReadOnlyList<Suggestion> Suggestions, string Why) : Trial(Suggestions);
}
