using System.Collections.Immutable;

namespace Chimera.Engine.Truth.Selectors;

/// <summary>What a selector looks at.</summary>
/// <param name="Names">What the target may be called by: its name, its full id, its group.</param>
public sealed record SelectorSubject(ImmutableArray<string> Names, ImmutableArray<string> Tags)
{
    public static SelectorSubject Of(DeclaredTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return new SelectorSubject([target.Id.Name, target.Id.ToString(), target.Group], target.Tags);
    }
}
