namespace Chimera.Fleet.Nix;

/// <summary>What evaluations may use together.</summary>
/// <param name="Bytes">Resident memory of all evaluators that run at the same time.</param>
/// <param name="Parallelism">Evaluators that run at the same time, from 1.</param>
/// <param name="FirstGuess">Bytes one evaluation is taken to need before any was measured.</param>
internal sealed record EvaluationBudget(long Bytes, int Parallelism, long FirstGuess = 512L << 20)
{
    /// <summary>Half of the memory this process may have (its cgroup's limit, where it has one), and all processors.</summary>
    public static EvaluationBudget OfThisMachine() => new(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2, Environment.ProcessorCount);
}
