namespace Chimera.Engine.Planning;

/// <summary>Why a plan was made.</summary>
public enum PlanIntent
{
    /// <summary>Make the declared truth so.</summary>
    Deploy,

    /// <summary>Go back to a world state that was recorded.</summary>
    Rollback,

    /// <summary>Put back what the record says is live, where something else is.</summary>
    Heal,
}
