namespace Chimera.Sites.Watching.Healing;

/// <summary>Whether a site may be healed now. A closed set.</summary>
public abstract record HealTurn
{
    private HealTurn()
    {
    }

    public sealed record Now(int Attempt) : HealTurn;

    /// <summary>It was healed a short while ago.</summary>
    public sealed record Later(DateTimeOffset At) : HealTurn;

    /// <summary>It was healed so often that somebody must want it otherwise: a person decides.</summary>
    public sealed record Spent(int Attempts) : HealTurn;
}
