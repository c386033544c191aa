using System.Collections.Immutable;
using Chimera.Engine.Execution;
using Chimera.Engine.Truth.Documents;
using Chimera.Engine.Validation;

namespace Chimera.Engine.Truth;

/// <summary>A realm's part in Truth: it reads its own section of the truth file.</summary>
public interface IDeclare
{
    /// <summary>The realm's name: the key of its section in <c>chimera.yaml</c> and the first part of its target ids.</summary>
    string Name { get; }

    /// <summary>Reads the section. Every error goes to <paramref name="findings"/>; what is returned counts only if none is an error.</summary>
    /// <param name="section">The value under the realm's key.</param>
    /// <param name="folder">The folder of the truth file: relative paths start there.</param>
    /// <param name="defaults">The rollout policy that the truth file sets for all realms.</param>
    Task<ImmutableArray<DeclaredTarget>> DeclareAsync(
        Node section, string folder, RolloutPolicy defaults, Findings findings, CancellationToken cancel);
}
