namespace Chimera.Engine.Execution;

/// <summary>Where a look decides how to go on. Each place answers every case of <see cref="Recovery"/>.</summary>
internal enum RecoveryPlace
{
    /// <summary>An earlier run had begun to change the target.</summary>
    TakenUp,

    /// <summary>An apply or a commit broke off.</summary>
    BrokenOff,

    /// <summary>A revert broke off.</summary>
    Reverting,
}
