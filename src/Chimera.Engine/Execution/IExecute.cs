namespace Chimera.Engine.Execution;

/// <summary>
/// A realm's part in Execution. Every verb is idempotent: after a crash it may be called again for the same order, and then
/// finishes or confirms what was begun. A verb never throws for what a target does; it replies.
/// </summary>
public interface IExecute
{
    /// <summary>Brings everything the target needs to it and protects it from collection. Harmless: the target's state does not change.</summary>
    Task<Reply> PrepareAsync(Order order, IProgress<string> progress, CancellationToken cancel);

    /// <summary>
    /// Takes hold of the target for this rollout and activates the new generation on trial: unless <see cref="CommitAsync"/> is called
    /// within the order's window, the target goes back by itself. Refused when another rollout holds the target or it is no longer at the step's <c>From</c>.
    /// </summary>
    Task<Reply> ApplyAsync(Order order, IProgress<string> progress, CancellationToken cancel);

    /// <summary>
    /// One pass over the health checks of a target on trial. <see cref="Health.Wrong"/> only where nothing but the new generation can have answered:
    /// what an old one, a cache or a start that takes its time may have said is <see cref="Health.Unhealthy"/>.
    /// </summary>
    Task<Health> VerifyAsync(Order order, CancellationToken cancel);

    /// <summary>Makes the generation on trial permanent and lets go of the target.</summary>
    Task<Reply> CommitAsync(Order order, CancellationToken cancel);

    /// <summary>
    /// Brings back the step's <c>From</c>, from a trial or from a commit of this order, and lets go of the target. Needs nothing to be sent.
    /// Done when <c>From</c> is live and committed; with what was seen, where the realm looked at the target afterwards.
    /// </summary>
    Task<Reply> RevertAsync(Order order, CancellationToken cancel);
}
