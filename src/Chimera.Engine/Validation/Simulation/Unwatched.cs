using Chimera.Engine.Execution;

namespace Chimera.Engine.Validation.Simulation;

/// <summary>Nobody watches the targets at work.</summary>
internal sealed class Unwatched : IProgress<TargetProgress>
{
    public static readonly Unwatched Instance = new();

    public void Report(TargetProgress value)
    {
        // The record and the targets themselves tell everything.
    }
}
