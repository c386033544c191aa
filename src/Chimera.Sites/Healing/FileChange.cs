using System.Collections.Immutable;
using Chimera.Documents;

namespace Chimera.Sites.Healing;

/// <summary>What a repair does to one file; paths are relative to the site's folder.</summary>
public abstract record FileChange(string File)
{
    /// <summary>Changes pieces of it.</summary>
    public sealed record Edit(string File, ImmutableArray<TextEdit> Edits) : FileChange(File);

    /// <summary>Moves it, its bytes unchanged. The new place must be free.</summary>
    public sealed record Move(string File, string To) : FileChange(File);

    /// <summary>Makes it. It must not exist.</summary>
    public sealed record Create(string File, string Text) : FileChange(File);
}
