namespace Chimera.Sites.Healing;

/// <summary>What is remembered of earlier repairs.</summary>
public interface IHealMemory
{
    /// <summary>How likely a repair by this healer makes a finding of this code go away, from 0 to 1; 0.5 when it was never tried.</summary>
    double Trust(string healer, string code);
}
