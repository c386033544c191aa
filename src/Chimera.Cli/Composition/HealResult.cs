using Chimera.Engine.Execution;
using Chimera.Engine.Validation;

namespace Chimera.Cli.Composition;

/// <summary>What came of healing a place. A closed set.</summary>
internal abstract record HealResult
{
    private HealResult()
    {
    }

    /// <summary>The release is deployed there again.</summary>
    public sealed record Healed(RolloutId Rollout) : HealResult;

    /// <summary>It was tried, and the place is what the outcome says.</summary>
    public sealed record Failed(RolloutId Rollout, Finding Why) : HealResult;

    /// <summary>Nothing was tried, and a person is to be told.</summary>
    public sealed record Declined(Finding Why) : HealResult;

    /// <summary>Nothing was tried; another look will bring it up again.</summary>
    public sealed record NotYet : HealResult;
}
