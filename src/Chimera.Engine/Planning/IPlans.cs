namespace Chimera.Engine.Planning;

/// <summary>Where plans are kept, so that what was approved by its digest can be run by its digest.</summary>
public interface IPlans
{
    /// <summary>Keeps the plan. Keeping it again changes nothing.</summary>
    Task SaveAsync(Plan plan, CancellationToken cancel);

    /// <param name="reference">A digest, or the beginning of one that no other plan has; <c>sha256:</c> may be left out.</param>
    Task<PlanLookup> FindAsync(string reference, CancellationToken cancel);
}
