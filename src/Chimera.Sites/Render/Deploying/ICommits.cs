using Chimera.Engine.Planning;

namespace Chimera.Sites.Render.Deploying;

/// <summary>Which commit a generation was planned from. Render builds commits and knows nothing of generations, so whoever keeps the
/// record says it.</summary>
public interface ICommits
{
    /// <summary>The full id; null when the generation was not planned from a clean commit.</summary>
    string? CommitOf(GenerationId generation);

    GenerationId? GenerationOf(string commit);
}
