namespace Chimera.Fleet.Nix;

/// <summary>The right to run one evaluation. Disposing it lets the next one in.</summary>
internal sealed class EvaluationLease(EvaluationGate gate) : IDisposable
{
    /// <summary>The most memory it was seen to use, in bytes.</summary>
    internal long Peak { get; set; }

    /// <summary>The evaluation was seen to use this much resident memory, in bytes.</summary>
    public void Observe(long bytes) => gate.Observe(this, bytes);

    public void Dispose() => gate.Leave(this);
}
